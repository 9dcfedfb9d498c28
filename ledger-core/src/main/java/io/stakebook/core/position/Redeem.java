package io.stakebook.core.position;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.customer.Customer;
import io.stakebook.core.decision.Gate;
import io.stakebook.core.decision.Question;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.decision.Ruling;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.product.Product;
import io.stakebook.core.product.ProductUsage;
import io.stakebook.core.product.terms.TermsVersion;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.core.wire.WireName;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.PositionState;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes principal out of a position and pays it to a wallet: templates 7 and 9, and 10 and 5 when a fixed position is left
 * early.
 *
 * @param terms the version the position was opened under
 * @param unitsOrNull how much principal, null for all of it
 * @param penaltyConfirmed the customer accepted that accrued reward is given up
 */
public record Redeem(
        CustomerId customer,
        ProductId product,
        AssetCode asset,
        PositionId position,
        TermsVersion terms,
        @Nullable BigInteger unitsOrNull,
        Wallet destination,
        boolean penaltyConfirmed,
        RequestEvidence evidence,
        Ids ids)
        implements Command<Redemption> {

    /** Identifiers of everything a redemption may create. */
    public record Ids(DecisionId decision, EntryId forfeited, EntryId rewardPaid, EntryId requested, EntryId paid) {

        public static Ids from(IdSource source) {
            return new Ids(
                    new DecisionId(source.next()),
                    new EntryId(source.next()),
                    new EntryId(source.next()),
                    new EntryId(source.next()),
                    new EntryId(source.next()));
        }
    }

    @Override
    public Needs needs() {
        return new Needs(
                Set.of(
                        principalAccount(),
                        payable(),
                        reward(),
                        destination.of(customer, asset),
                        RewardAccounts.forfeited(source(), asset)),
                Set.of(
                        Customer.key(customer),
                        Product.key(product),
                        ProductUsage.key(product),
                        Portfolio.key(customer, product)));
    }

    @Override
    public Plan<Redemption> decide(Books books) {
        Customer leaving = Customer.require(books, customer);
        Product current = Product.require(books, product);
        Question question = Question.of(
                ids.decision(),
                customer,
                leaving.onFile(),
                evidence,
                Activity.REDEEM,
                current.asset(),
                books.recordedAt());
        Ruling ruling = Gate.ask(books.policy(), question.about(PositionState.ACTIVE));
        return ruling instanceof Ruling.Admitted admitted
                ? redeem(books, current, admitted)
                : new Plan.Refused<>(ruling.decision());
    }

    private Plan<Redemption> redeem(Books books, Product current, Ruling.Admitted admitted) {
        if (!current.redeemEnabled()) {
            throw new Rejected(
                    ErrorCode.PRODUCT_CLOSED,
                    "redemption of product " + product + " is suspended",
                    Map.of("productId", product.value()));
        }
        Portfolio before = books.find(Portfolio.class, Portfolio.recordId(customer, product))
                .orElseThrow(this::closed);
        Position held = before.position(position).orElseThrow(this::closed);
        Instant at = Portfolio.earliestMove(before, current, books.recordedAt());
        Asset shown = books.asset(current.asset());
        RedemptionQuote quote = RedemptionQuote.of(held, terms.terms(), shown, unitsOrNull, at);
        requireConfirmed(quote, shown);

        Portfolio after = before.redeem(admitted.permit(), held, quote);
        Position left = after.position(position).orElseThrow();
        ProductUsage usage = books.find(ProductUsage.class, product.value())
                .orElseGet(() -> ProductUsage.none(product))
                .minus(quote.principal());
        List<Notice> notices = left.active() ? List.of() : List.of(PositionNotices.closed(after, left));
        return new Plan.Accepted<>(
                new Redemption(after.view(left), quote, destination),
                entries(quote),
                List.of(after, usage),
                Optional.of(admitted.decision()),
                notices);
    }

    private Rejected closed() {
        return new Rejected(
                ErrorCode.POSITION_CLOSED,
                "position " + position + " in " + product + " is closed",
                Map.of("positionId", position.toString()));
    }

    private void requireConfirmed(RedemptionQuote quote, Asset shown) {
        if (quote.rewardForfeited().signum() > 0 && !penaltyConfirmed) {
            String forfeited = shown.format(quote.rewardForfeited());
            throw new Rejected(
                    ErrorCode.PENALTY_NOT_CONFIRMED,
                    "leaving position " + position + " before it matures gives up " + forfeited + " " + shown.code()
                            + " of accrued reward; confirm the penalty to go on",
                    Map.of("asset", shown.code().value(), "forfeited", forfeited));
        }
    }

    private List<JournalEntry> entries(RedemptionQuote quote) {
        EntryContext context =
                EntryContext.of(customer).withPosition(product, position).withDecision(ids.decision());
        EntryContext paidBy = context.withYieldSource(WireName.of(source()));
        AccountName wallet = destination.of(customer, asset);
        List<JournalEntry> entries = new ArrayList<>();
        add(
                entries,
                ids.forfeited(),
                EntryKind.REWARD_FORFEITED,
                quote.at(),
                paidBy,
                reward(),
                RewardAccounts.forfeited(source(), asset),
                quote.rewardForfeited());
        add(
                entries,
                ids.rewardPaid(),
                EntryKind.REWARD_PAYOUT,
                quote.at(),
                paidBy,
                reward(),
                wallet,
                quote.rewardPaid());
        add(
                entries,
                ids.requested(),
                EntryKind.REDEMPTION_REQUESTED,
                quote.at(),
                context,
                principalAccount(),
                payable(),
                quote.principal());
        add(entries, ids.paid(), EntryKind.REDEMPTION_PAID, quote.at(), context, payable(), wallet, quote.principal());
        return entries;
    }

    private void add(
            List<JournalEntry> entries,
            EntryId id,
            EntryKind kind,
            Instant at,
            EntryContext context,
            AccountName from,
            AccountName to,
            BigInteger units) {
        if (units.signum() > 0) {
            Amount amount = new Amount(asset, units);
            entries.add(JournalEntry.of(
                    id, kind, at, context, List.of(Posting.debit(from, amount), Posting.credit(to, amount))));
        }
    }

    private YieldSource source() {
        return terms.terms().earning().yieldSource();
    }

    private AccountName principalAccount() {
        return AccountName.of(terms.terms().kind().principalChart(), asset, customer, position);
    }

    private AccountName payable() {
        return AccountName.of(ChartAccount.REDEMPTION_PAYABLE, asset, customer, position);
    }

    private AccountName reward() {
        return AccountName.of(ChartAccount.REWARD_PAYABLE, asset, customer, position);
    }
}
