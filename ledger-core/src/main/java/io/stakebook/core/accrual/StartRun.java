package io.stakebook.core.accrual;

import io.stakebook.core.accrual.reward.BusinessDay;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.product.Product;
import io.stakebook.core.product.terms.TermsVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts the run of one product and day, or finds it started already. From then on no principal moves with effect inside
 * the day, so that what the run reads stays true.
 *
 * @param rates the terms in force at the start of the day, or the first ones when the product was created during it
 */
public record StartRun(ProductId product, LocalDate day, TermsVersion rates, RunId run) implements Command<AccrualRun> {

    /** @param history all terms versions of the product, oldest first */
    public static StartRun prepare(ProductId product, LocalDate day, List<TermsVersion> history, RunId run) {
        TermsVersion rates = history.get(0);
        for (TermsVersion version : history) {
            if (!version.publishedAt().isAfter(new BusinessDay(day).start())) {
                rates = version;
            }
        }
        return new StartRun(product, day, rates, run);
    }

    @Override
    public Needs needs() {
        return new Needs(
                Set.of(),
                Set.of(
                        Product.key(product),
                        AccrualRun.key(product, day),
                        AccrualRun.key(product, day.minusDays(1)),
                        termsKey(rates.version()),
                        termsKey(rates.version() + 1)));
    }

    private RecordKey termsKey(int version) {
        return new RecordKey(TermsVersion.class, TermsVersion.recordId(product, version));
    }

    @Override
    public Plan<AccrualRun> decide(Books books) {
        Product current = Product.require(books, product);
        Optional<AccrualRun> existing = books.find(AccrualRun.class, AccrualRun.recordId(product, day));
        if (existing.isPresent()) {
            return new Plan.Accepted<>(existing.get(), List.of(), List.of(), Optional.empty(), List.of());
        }
        requireOver(books);
        requireInOrder(books, current);
        requireRates(books);
        AccrualRun started = begun(current, books.recordedAt());
        return new Plan.Accepted<>(
                started, List.of(), List.of(started, current.runStarted(day)), Optional.empty(), List.of());
    }

    AccrualRun begun(Product current, Instant at) {
        return new AccrualRun(run, product, current.asset(), day, rates.version(), RunState.RUNNING, at, null, null, 1);
    }

    private void requireOver(Books books) {
        BusinessDay businessDay = new BusinessDay(day);
        if (!businessDay.overAt(books.recordedAt())) {
            throw new Rejected(
                    ErrorCode.DAY_NOT_OVER,
                    "the business day " + day + " ends at " + businessDay.end() + ", it is " + books.recordedAt(),
                    Map.of("endsAt", businessDay.end().toString()));
        }
    }

    private void requireInOrder(Books books, Product current) {
        LocalDate next = current.lastRunDay().plusDays(1);
        if (!day.equals(next)) {
            throw new Rejected(
                    ErrorCode.RUN_OUT_OF_ORDER,
                    "the next day to accrue for product " + product + " is " + next + ", not " + day
                            + "; days are accrued one after the other",
                    Map.of("nextBusinessDate", next.toString()));
        }
        Optional<AccrualRun> previous = books.find(AccrualRun.class, AccrualRun.recordId(product, day.minusDays(1)));
        if (previous.isPresent() && previous.get().state() != RunState.COMPLETED) {
            throw new Conflict(
                    ErrorCode.RUN_IN_PROGRESS,
                    "run " + previous.get().id() + " of the day before is not complete yet",
                    Map.of("runId", previous.get().id().toString()));
        }
    }

    /** Rates are those in force when the day began; terms published meanwhile may have changed which these are. */
    private void requireRates(Books books) {
        boolean successorRules = books.find(TermsVersion.class, TermsVersion.recordId(product, rates.version() + 1))
                .filter(next -> !next.publishedAt().isAfter(new BusinessDay(day).start()))
                .isPresent();
        boolean tooNew = rates.version() > 1 && rates.publishedAt().isAfter(new BusinessDay(day).start());
        if (successorRules || tooNew) {
            throw new Conflict(
                    ErrorCode.STALE,
                    "version " + rates.version() + " of the terms of " + product + " was not the one in force on "
                            + day);
        }
    }
}
