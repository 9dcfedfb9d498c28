package io.stakebook.core.position;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.product.Product;
import io.stakebook.core.product.terms.FixedTerms;
import io.stakebook.core.product.terms.ProductKind;
import io.stakebook.core.product.terms.TermsVersion;
import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.facts.Activity;
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

    /** The key under which a command needs a portfolio. */
    public static RecordKey key(CustomerId customer, ProductId product) {
        return new RecordKey(Portfolio.class, recordId(customer, product));
    }

    @Override
    public String recordId() {
        return recordId(customer, product);
    }

    public Optional<Position> position(PositionId id) {
        return positions.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** When principal may move: now, or after everything that is accrued or moved already. */
    static Instant earliestMove(Portfolio portfolio, Product product, Instant recordedAt) {
        Instant open = product.earliestMove(recordedAt);
        return open.isBefore(portfolio.changedAt()) ? portfolio.changedAt() : open;
    }

    /** Without the positions that were settled by the very write that is looked at. */
    public Portfolio unsettled() {
        return new Portfolio(
                customer,
                product,
                asset,
                kind,
                changedAt,
                positions.stream().filter(position -> !position.settled()).toList(),
                version);
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

    /**
     * Opens a position.
     *
     * @param permit the policy's permit for a subscription
     * @param at when the subscription takes effect
     */
    Portfolio subscribe(Decision.Permitted permit, PositionId id, TermsVersion version, BigInteger units, Instant at) {
        permit.require(Activity.SUBSCRIBE);
        Instant accrualFrom = version.terms().earning().valueDateRule().accrualFrom(at);
        Instant maturesAt = version.terms() instanceof FixedTerms fixed ? fixed.maturity(accrualFrom) : null;
        return with(Position.opened(id, version.version(), units, at, accrualFrom, maturesAt), at);
    }

    /**
     * Takes principal out of a position as a quote says.
     *
     * @param permit the policy's permit for a redemption
     */
    Portfolio redeem(Decision.Permitted permit, Position position, RedemptionQuote quote) {
        permit.require(Activity.REDEEM);
        Instant at = quote.at();
        Position left = position.withdrawn(
                quote.principal(), at, position.maturedBy(at) ? PositionState.MATURED : PositionState.REDEEMED);
        if (quote.early()) {
            left = left.paid(quote.rewardPaid())
                    .forfeited(quote.rewardForfeited())
                    .asSettled();
        }
        return with(left, at);
    }

    private Portfolio with(Position changed, Instant at) {
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
