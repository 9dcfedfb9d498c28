package io.stakebook.api.position;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.Assets;
import io.stakebook.core.position.Position;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.RedemptionQuote;
import io.stakebook.core.wire.WireName;

/** Writes positions and what becomes of them. */
final class PositionJson {

    private PositionJson() {}

    static void view(JsonObjectWriter json, Assets assets, PositionView view) {
        Asset asset = assets.get(view.asset());
        Position position = view.position();
        json.id("id", position.id())
                .id("customerId", view.customer())
                .id("productId", view.product())
                .id("asset", view.asset())
                .text("kind", WireName.of(view.kind()))
                .number("termsVersion", position.termsVersion())
                .text("state", WireName.of(position.state()))
                .text("subscribed", asset.format(position.subscribed()))
                .text("principal", asset.format(position.principal()))
                .time("openedAt", position.openedAt())
                .time("accrualFrom", position.accrualFrom())
                .time("maturesAt", position.maturesAtOrNull())
                .time("accruedUntil", position.accruedUntil())
                .text("rewardAccrued", asset.format(position.rewardAccrued()))
                .text("rewardPaid", asset.format(position.rewardPaid()))
                .text("rewardForfeited", asset.format(position.rewardForfeited()))
                .text("rewardPayable", asset.format(position.rewardPayable()))
                .time("closedAt", position.closedAtOrNull())
                .flag("settled", position.settled());
    }

    static void quote(JsonObjectWriter json, Asset asset, RedemptionQuote quote) {
        json.id("asset", asset.code())
                .text("principal", asset.format(quote.principal()))
                .text("remaining", asset.format(quote.remaining()))
                .flag("early", quote.early())
                .text("rewardPaid", asset.format(quote.rewardPaid()))
                .text("rewardForfeited", asset.format(quote.rewardForfeited()));
    }
}
