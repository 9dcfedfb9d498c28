package io.stakebook.core.position;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.customer.Customer;
import io.stakebook.core.decision.Gate;
import io.stakebook.core.decision.Question;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.decision.Ruling;
import io.stakebook.core.error.Conflict;
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
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Cover;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.product.Product;
import io.stakebook.core.product.ProductUsage;
import io.stakebook.core.product.terms.ProductKind;
import io.stakebook.core.product.terms.TermsVersion;
import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.facts.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves a customer's coins from a wallet into a new position: templates 2 and 2b.
 *
 * @param terms the newest terms as the caller read them; when others were published meanwhile the command answers
 *     {@code Conflict STALE} and is prepared again
 * @param agreedVersionOrNull the terms version the customer agreed to; null to take whatever is current
 */
public record Subscribe(
        CustomerId customer,
        ProductId product,
        ProductKind kind,
        TermsVersion terms,
        Amount amount,
        Wallet source,
        @Nullable Integer agreedVersionOrNull,
        RequestEvidence evidence,
        Ids ids)
        implements Command<PositionView> {

    /** Identifiers of everything a subscription creates. */
    public record Ids(DecisionId decision, PositionId position, EntryId reserved, EntryId effective) {

        public static Ids from(IdSource source) {
            return new Ids(
                    new DecisionId(source.next()),
                    new PositionId(source.next()),
                    new EntryId(source.next()),
                    new EntryId(source.next()));
        }
    }

    @Override
    public Needs needs() {
        return new Needs(
                Set.of(wallet(), pending(), principal()),
                Set.of(
                        Customer.key(customer),
                        Product.key(product),
                        ProductUsage.key(product),
                        Portfolio.key(customer, product)));
    }

    @Override
    public Plan<PositionView> decide(Books books) {
        Customer subscriber = Customer.require(books, customer);
        Product current = Product.require(books, product);
        Ruling ruling = Gate.ask(
                books.policy(),
                Question.of(
                        ids.decision(),
                        customer,
                        subscriber.onFile(),
                        evidence,
                        Activity.SUBSCRIBE,
                        current.asset(),
                        books.recordedAt()));
        return ruling instanceof Ruling.Admitted admitted
                ? subscribe(books, current, admitted)
                : new Plan.Refused<>(ruling.decision());
    }

    private Plan<PositionView> subscribe(Books books, Product current, Ruling.Admitted admitted) {
        requireCurrentTerms(current);
        Portfolio before = books.find(Portfolio.class, Portfolio.recordId(customer, product))
                .orElseGet(() -> Portfolio.empty(customer, product, current.asset(), current.kind()));
        ProductUsage usage =
                books.find(ProductUsage.class, product.value()).orElseGet(() -> ProductUsage.none(product));
        SubscriptionLimits.check(
                amount, current, books.asset(current.asset()), terms.terms().limits(), before, usage);
        Cover.require(books, wallet(), amount);

        Instant at = Portfolio.earliestMove(before, current, books.recordedAt());
        Decision.Permitted permit = admitted.permit();
        Portfolio after = before.subscribe(permit, ids.position(), terms, amount.units(), at);
        Position opened = after.position(ids.position()).orElseThrow();
        return new Plan.Accepted<>(
                after.view(opened),
                List.of(
                        entry(ids.reserved(), EntryKind.SUBSCRIPTION_RESERVED, at, wallet(), pending()),
                        entry(ids.effective(), EntryKind.SUBSCRIPTION_EFFECTIVE, at, pending(), principal())),
                List.of(after, usage.plus(amount.units())),
                Optional.of(admitted.decision()),
                List.of(PositionNotices.opened(after, opened)));
    }

    private void requireCurrentTerms(Product current) {
        if (agreedVersionOrNull != null && agreedVersionOrNull != current.termsVersion()) {
            throw new Rejected(
                    ErrorCode.TERMS_CHANGED,
                    "the terms of " + product + " are at version " + current.termsVersion() + ", you agreed to version "
                            + agreedVersionOrNull,
                    Map.of("termsVersion", Integer.toString(current.termsVersion())));
        }
        if (terms.version() != current.termsVersion() || kind != current.kind()) {
            throw new Conflict(
                    ErrorCode.STALE,
                    "new terms of " + product + " were published a moment ago: version " + current.termsVersion());
        }
    }

    private JournalEntry entry(EntryId id, EntryKind entryKind, Instant at, AccountName from, AccountName to) {
        EntryContext context =
                EntryContext.of(customer).withPosition(product, ids.position()).withDecision(ids.decision());
        return JournalEntry.of(
                id, entryKind, at, context, List.of(Posting.debit(from, amount), Posting.credit(to, amount)));
    }

    private AccountName wallet() {
        return source.of(customer, amount.asset());
    }

    private AccountName pending() {
        return AccountName.of(ChartAccount.SUBSCRIPTION_PENDING, amount.asset(), customer);
    }

    private AccountName principal() {
        return AccountName.of(kind.principalChart(), amount.asset(), customer, ids.position());
    }
}
