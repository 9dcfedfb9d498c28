package io.stakebook.core.position;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.product.ProductKind;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All positions of one customer in one product that are not settled: the unit of locking, because tiers are filled per
 * customer and product. Settled positions are history and are not loaded.
 *
 * @param changedAt newest instant at which principal moved; the next move takes effect no earlier
 * @param positions oldest first, the order in which tiers are filled
 * @param version grows by one with every change
 */
public record Portfolio(
        CustomerId customer,
        ProductId product,
        AssetCode asset,
        ProductKind kind,
        Instant changedAt,
        List<Position> positions,
        long version)
        implements Stored {

    private static final Comparator<Position> OLDEST_FIRST =
            Comparator.comparing(Position::openedAt).thenComparing(Position::id);

    public Portfolio {
        positions = positions.stream().sorted(OLDEST_FIRST).toList();
    }

    public static String recordId(CustomerId customer, ProductId product) {
        return customer + "/" + product;
    }

    @Override
    public String recordId() {
        return recordId(customer, product);
    }

    public Optional<Position> position(PositionId id) {
        return positions.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** Principal of all positions together, in units. */
    public BigInteger principal() {
        return positions.stream().map(Position::principal).reduce(BigInteger.ZERO, BigInteger::add);
    }

    public AccountName principalAccount(PositionId position) {
        return AccountName.of(kind.principalChart(), asset, customer, position);
    }

    public AccountName redemptionAccount(PositionId position) {
        return AccountName.of(ChartAccount.REDEMPTION_PAYABLE, asset, customer, position);
    }

    public AccountName rewardAccount(PositionId position) {
        return AccountName.of(ChartAccount.REWARD_PAYABLE, asset, customer, position);
    }

    public PositionView view(Position position) {
        return new PositionView(customer, product, asset, kind, position);
    }

    Portfolio with(Position changed, Instant at) {
        List<Position> all = new ArrayList<>(positions);
        all.removeIf(p -> p.id().equals(changed.id()));
        all.add(changed);
        return new Portfolio(customer, product, asset, kind, at.isAfter(changedAt) ? at : changedAt, all, version + 1);
    }

    /** The portfolio after all its positions changed together, as an accrual does. */
    public Portfolio withAll(List<Position> changed, Instant at) {
        return new Portfolio(
                customer, product, asset, kind, at.isAfter(changedAt) ? at : changedAt, changed, version + 1);
    }

    static Portfolio empty(CustomerId customer, ProductId product, AssetCode asset, ProductKind kind) {
        return new Portfolio(customer, product, asset, kind, Instant.EPOCH, List.of(), 0);
    }
}
