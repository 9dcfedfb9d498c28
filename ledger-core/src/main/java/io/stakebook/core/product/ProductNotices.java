package io.stakebook.core.product;

import io.stakebook.core.posting.Notice;
import io.stakebook.core.product.terms.EarlyRedemption;
import io.stakebook.core.product.terms.FixedTerms;
import io.stakebook.core.product.terms.Terms;
import io.stakebook.core.product.terms.TermsVersion;
import io.stakebook.core.product.terms.Tier;
import io.stakebook.core.product.terms.TierLadder;
import io.stakebook.core.wire.WireName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The events a product makes besides journal entries; rates and limits stand in them as text. */
final class ProductNotices {

    private static final String TYPE = "io.stakebook.product.published.v1";
    private static final String HOUSE = "house";

    private ProductNotices() {}

    static Notice published(Product product, TermsVersion version) {
        Terms terms = version.terms();
        Map<String, Object> data = new HashMap<>();
        data.put("product_id", product.id().value());
        data.put("asset", product.asset().value());
        data.put("kind", WireName.of(product.kind()));
        data.put("terms_version", (long) version.version());
        data.put("yield_source", WireName.of(terms.earning().yieldSource()));
        data.put("value_date_rule", WireName.of(terms.earning().valueDateRule()));
        data.put("snapshot", WireName.of(terms.snapshot()));
        data.put("payout_schedule", WireName.of(terms.payoutSchedule()));
        data.put("payout_account", WireName.of(terms.earning().payoutAccount()));
        data.put("commission_rate", terms.earning().commission().toString());
        data.put("tiers", tiers(terms.earning().ladder()));
        if (terms instanceof FixedTerms fixed) {
            data.put("term_days", (long) fixed.termDays());
            data.put("early_redemption", earlyRedemption(fixed.earlyRedemption()));
        }
        return new Notice(TYPE, HOUSE, product.id().value(), data);
    }

    static Notice switched(Product product) {
        return new Notice(
                TYPE,
                HOUSE,
                product.id().value(),
                Map.of(
                        "product_id", product.id().value(),
                        "subscribe_enabled", product.subscribeEnabled(),
                        "redeem_enabled", product.redeemEnabled()));
    }

    private static List<Map<String, Object>> tiers(TierLadder ladder) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Tier tier : ladder.tiers()) {
            Map<String, Object> line = new HashMap<>();
            line.put("from_units", tier.from().toString());
            if (tier.toOrNull() != null) {
                line.put("to_units", tier.toOrNull().toString());
            }
            line.put("apr", tier.apr().toString());
            lines.add(Map.copyOf(line));
        }
        return List.copyOf(lines);
    }

    private static String earlyRedemption(EarlyRedemption rule) {
        if (rule instanceof EarlyRedemption.ReducedRate reduced) {
            return "reduced_rate " + reduced.apr();
        }
        return rule instanceof EarlyRedemption.ForfeitRewards ? "forfeit_rewards" : "forbidden";
    }
}
