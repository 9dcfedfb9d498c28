package io.stakebook.core.account;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.money.AssetCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of one account in the book: chart code, asset, owner and, for position accounts, the position. Text form
 * {@code 2040.ETH.cust_….pos_…}; house accounts end in {@code house}.
 */
// Not a record: the engine looks a name up a dozen times a posting, and a record keeps neither its hash nor, in one
// place, what tells two names apart: following the identifiers to their numbers costs more than the rest of a look-up.
public final class AccountName implements Comparable<AccountName> {

    private static final String HOUSE = "house";

    private final ChartAccount chart;
    private final AssetCode asset;
    private final @Nullable CustomerId customerOrNull;
    private final @Nullable PositionId positionOrNull;
    private final String code;
    private final long customerHigh;
    private final long customerLow;
    private final long positionHigh;
    private final long positionLow;
    private final int hash;

    public AccountName(
            ChartAccount chart,
            AssetCode asset,
            @Nullable CustomerId customerOrNull,
            @Nullable PositionId positionOrNull) {
        boolean shaped = switch (chart.scope()) {
            case HOUSE -> customerOrNull == null && positionOrNull == null;
            case CUSTOMER -> customerOrNull != null && positionOrNull == null;
            case POSITION -> customerOrNull != null && positionOrNull != null;
        };
        if (!shaped) {
            throw new IllegalArgumentException("account " + chart + " is kept per " + chart.scope() + ", not per "
                    + customerOrNull + " and " + positionOrNull);
        }
        this.chart = chart;
        this.asset = asset;
        this.customerOrNull = customerOrNull;
        this.positionOrNull = positionOrNull;
        this.code = asset.value();
        this.customerHigh = customerOrNull == null ? 0 : customerOrNull.value().getMostSignificantBits();
        this.customerLow = customerOrNull == null ? 0 : customerOrNull.value().getLeastSignificantBits();
        this.positionHigh = positionOrNull == null ? 0 : positionOrNull.value().getMostSignificantBits();
        this.positionLow = positionOrNull == null ? 0 : positionOrNull.value().getLeastSignificantBits();
        int owned = 31 * (31 * chart.code() + asset.value().hashCode())
                + (customerOrNull == null ? 0 : customerOrNull.value().hashCode());
        this.hash = 31 * owned
                + (positionOrNull == null ? 0 : positionOrNull.value().hashCode());
    }

    public static AccountName house(ChartAccount chart, AssetCode asset) {
        return new AccountName(chart, asset, null, null);
    }

    public static AccountName of(ChartAccount chart, AssetCode asset, CustomerId customer) {
        return new AccountName(chart, asset, customer, null);
    }

    public static AccountName of(ChartAccount chart, AssetCode asset, CustomerId customer, PositionId position) {
        return new AccountName(chart, asset, customer, position);
    }

    /** @throws Rejected {@code ACCOUNT_UNKNOWN} when the text is not the name of a possible account */
    public static AccountName parse(String text) {
        String[] parts = text.split("\\.", -1);
        boolean house = parts.length == 3 && parts[2].equals(HOUSE);
        if (parts.length < 3 || parts.length > 4 || !isChartCode(parts[0])) {
            throw unknown(text);
        }
        try {
            return new AccountName(
                    ChartAccount.of(Integer.parseInt(parts[0])),
                    new AssetCode(parts[1]),
                    house ? null : CustomerId.parse(parts[2]),
                    parts.length == 4 ? PositionId.parse(parts[3]) : null);
        } catch (IllegalArgumentException | Rejected e) {
            throw unknown(text);
        }
    }

    private static boolean isChartCode(String text) {
        return text.length() == 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Rejected unknown(String text) {
        return new Rejected(
                ErrorCode.ACCOUNT_UNKNOWN,
                "\"" + Shown.of(text, 120)
                        + "\" names no account; a name looks like 2010.ETH.cust_… or 1010.ETH.house");
    }

    public ChartAccount chart() {
        return chart;
    }

    public AssetCode asset() {
        return asset;
    }

    public @Nullable CustomerId customerOrNull() {
        return customerOrNull;
    }

    public Optional<CustomerId> customer() {
        return Optional.ofNullable(customerOrNull);
    }

    public Optional<PositionId> position() {
        return Optional.ofNullable(positionOrNull);
    }

    /** The owner as it stands in the name: a customer id or {@code house}. */
    public String owner() {
        return customerOrNull == null ? HOUSE : customerOrNull.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof AccountName name && hash == name.hash && same(name));
    }

    /** Names of one chart have the same identifiers, so one that is missing need not be told from zero. */
    private boolean same(AccountName other) {
        return chart == other.chart
                && customerLow == other.customerLow
                && customerHigh == other.customerHigh
                && positionLow == other.positionLow
                && positionHigh == other.positionHigh
                && code.equals(other.code);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public int compareTo(AccountName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        String name = chart.code() + "." + asset + "." + owner();
        return positionOrNull == null ? name : name + "." + positionOrNull;
    }
}
