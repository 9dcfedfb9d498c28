package io.stakebook.core.account;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.money.AssetCode;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of one account in the book: chart code, asset, owner and, for position accounts, the position. Text form
 * {@code 2040.ETH.cust_….pos_…}; house accounts end in {@code house}.
 */
public record AccountName(
        ChartAccount chart,
        AssetCode asset,
        @Nullable CustomerId customerOrNull,
        @Nullable PositionId positionOrNull) implements Comparable<AccountName> {

    private static final String HOUSE = "house";

    public AccountName {
        boolean shaped = switch (chart.scope()) {
            case HOUSE -> customerOrNull == null && positionOrNull == null;
            case CUSTOMER -> customerOrNull != null && positionOrNull == null;
            case POSITION -> customerOrNull != null && positionOrNull != null;
        };
        if (!shaped) {
            throw new IllegalArgumentException("account " + chart + " is kept per " + chart.scope() + ", not per "
                    + customerOrNull + " and " + positionOrNull);
        }
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

    // Written out: a name is looked up a dozen times a posting, and a record's own methods go through a handle a
    // component.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof AccountName name
                        && chart == name.chart
                        && asset.value().equals(name.asset.value())
                        && Objects.equals(
                                customerOrNull == null ? null : customerOrNull.value(),
                                name.customerOrNull == null ? null : name.customerOrNull.value())
                        && Objects.equals(
                                positionOrNull == null ? null : positionOrNull.value(),
                                name.positionOrNull == null ? null : name.positionOrNull.value()));
    }

    @Override
    public int hashCode() {
        int hash = 31 * chart.code() + asset.value().hashCode();
        hash = 31 * hash + (customerOrNull == null ? 0 : customerOrNull.value().hashCode());
        return 31 * hash + (positionOrNull == null ? 0 : positionOrNull.value().hashCode());
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
