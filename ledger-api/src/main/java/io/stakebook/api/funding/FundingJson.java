package io.stakebook.api.funding;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.core.funding.Withdrawal;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Assets;
import io.stakebook.core.wire.WireName;

/** Writes amounts and withdrawals. */
final class FundingJson {

    private FundingJson() {}

    static String decimal(Assets assets, Amount amount) {
        return assets.get(amount.asset()).format(amount);
    }

    static void withdrawal(JsonObjectWriter json, Assets assets, Withdrawal withdrawal) {
        json.id("id", withdrawal.id())
                .id("customerId", withdrawal.customer())
                .id("asset", withdrawal.amount().asset())
                .text("amount", decimal(assets, withdrawal.amount()))
                .text("source", WireName.of(withdrawal.source()))
                .text("address", withdrawal.address())
                .text("state", WireName.of(withdrawal.state()))
                .id("decisionId", withdrawal.decision())
                .time("requestedAt", withdrawal.requestedAt())
                .time("settledAt", withdrawal.settledAtOrNull())
                .text("txHash", withdrawal.txHashOrNull());
    }
}
