package io.stakebook.core.account;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.money.AssetCode;

/** The two places where a customer's coins are free to be used. */
public enum Wallet {
    SPOT(ChartAccount.CLIENT_SPOT),
    FUNDING(ChartAccount.CLIENT_FUNDING);

    private final ChartAccount chart;

    Wallet(ChartAccount chart) {
        this.chart = chart;
    }

    /** The account of this customer and asset. */
    public AccountName of(CustomerId customer, AssetCode asset) {
        return AccountName.of(chart, asset, customer);
    }

    public ChartAccount chart() {
        return chart;
    }
}
