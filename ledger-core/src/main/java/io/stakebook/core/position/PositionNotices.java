package io.stakebook.core.position;

import io.stakebook.core.posting.Notice;
import io.stakebook.core.wire.WireName;
import java.util.HashMap;
import java.util.Map;

/** The events of a position's life besides its journal entries. */
public final class PositionNotices {

    private PositionNotices() {}

    static Notice opened(Portfolio portfolio, Position position) {
        Map<String, Object> data = data(portfolio, position);
        data.put("terms_version", (long) position.termsVersion());
        data.put("units", position.subscribed().toString());
        return notice("io.stakebook.position.opened.v1", portfolio, position, data);
    }

    /** For a position that holds no principal any more. */
    public static Notice closed(Portfolio portfolio, Position position) {
        Map<String, Object> data = data(portfolio, position);
        data.put("state", WireName.of(position.state()));
        data.put("reward_accrued_units", position.rewardAccrued().toString());
        data.put("reward_paid_units", position.rewardPaid().toString());
        data.put("reward_forfeited_units", position.rewardForfeited().toString());
        return notice("io.stakebook.position.closed.v1", portfolio, position, data);
    }

    private static Map<String, Object> data(Portfolio portfolio, Position position) {
        Map<String, Object> data = new HashMap<>();
        data.put("position_id", position.id().toString());
        data.put("customer_id", portfolio.customer().toString());
        data.put("product_id", portfolio.product().value());
        data.put("asset", portfolio.asset().value());
        return data;
    }

    private static Notice notice(String type, Portfolio portfolio, Position position, Map<String, Object> data) {
        return new Notice(type, portfolio.customer().toString(), position.id().toString(), data);
    }
}
