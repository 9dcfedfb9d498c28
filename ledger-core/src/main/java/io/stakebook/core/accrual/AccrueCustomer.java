package io.stakebook.core.accrual;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.accrual.reward.AccrualCalculator;
import io.stakebook.core.accrual.reward.BusinessDay;
import io.stakebook.core.accrual.reward.Earner;
import io.stakebook.core.accrual.reward.PrincipalHistory;
import io.stakebook.core.customer.Customer;
import io.stakebook.core.decision.Gate;
import io.stakebook.core.decision.Question;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.decision.Ruling;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.position.Portfolio;
import io.stakebook.core.position.Position;
import io.stakebook.core.position.RewardAccounts;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.product.ProductUsage;
import io.stakebook.core.product.terms.Terms;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.PositionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Accrues one day of all positions of one customer in one product, pays what is due and ends what has matured: templates
 * 4A or 4B, 5, 7 and 9, all or nothing.
 *
 * <p>A decision that permits the accrual plainly is not kept: there is one per customer and day, and the entry says the
 * same. A refusal, or a permit that winds down, is kept.
 *
 * @param portfolio as it was read; when it moved on since, the command answers {@code Conflict STALE} and is prepared
 *     again
 * @param terms the terms each position accrues under
 * @param shares what each position earned, which the portfolio as read, its history and the terms decide alone
 * @param entryIds {@value #ENTRIES_PER_POSITION} identifiers per position
 */
public record AccrueCustomer(
        AccrualRun run,
        Portfolio portfolio,
        Map<PositionId, Terms> terms,
        Map<PositionId, AccrualCalculator.Shares> shares,
        DecisionId decision,
        Map<PositionId, List<EntryId>> entryIds)
        implements Command<Portfolio> {

    private static final int ENTRIES_PER_POSITION = 4;

    public AccrueCustomer {
        terms = Map.copyOf(terms);
        shares = Map.copyOf(shares);
        entryIds = Map.copyOf(entryIds);
    }

    /**
     * Computes the day on the caller's thread: the engine decides for everybody on one, and has enough to do.
     *
     * @param terms the terms each position accrues under
     * @throws Corrupt when a position contradicts its principal account, or was left out of an earlier day
     */
    public static AccrueCustomer prepare(
            AccrualRun run, PortfolioDay input, Map<PositionId, Terms> terms, IdSource ids) {
        BusinessDay day = new BusinessDay(run.day());
        Map<PositionId, AccrualCalculator.Shares> shares =
                AccrualCalculator.shares(earners(day, input, terms), day.start(), day.end());
        Map<PositionId, List<EntryId>> entryIds = new HashMap<>();
        for (Position position : input.portfolio().positions()) {
            List<EntryId> four = new ArrayList<>();
            for (int i = 0; i < ENTRIES_PER_POSITION; i++) {
                four.add(new EntryId(ids.next()));
            }
            entryIds.put(position.id(), List.copyOf(four));
        }
        return new AccrueCustomer(run, input.portfolio(), terms, shares, new DecisionId(ids.next()), entryIds);
    }

    @Override
    public Needs needs() {
        Set<AccountName> accounts = new HashSet<>();
        Set<RecordKey> records = new HashSet<>();
        records.add(Customer.key(portfolio.customer()));
        records.add(Portfolio.key(portfolio.customer(), portfolio.product()));
        records.add(AccrualRun.key(run.product(), run.day()));
        for (Position position : portfolio.positions()) {
            Terms under = terms(position);
            accounts.add(portfolio.rewardAccount(position.id()));
            accounts.add(under.earning().payoutAccount().of(portfolio.customer(), portfolio.asset()));
            accounts.add(RewardAccounts.accrued(under.earning().yieldSource(), portfolio.asset()));
            if (!under.earning().commission().isZero()) {
                accounts.add(RewardAccounts.commission(portfolio.asset()));
            }
            if (position.maturedBy(day().end())) {
                accounts.add(portfolio.principalAccount(position.id()));
                accounts.add(portfolio.redemptionAccount(position.id()));
                records.add(ProductUsage.key(portfolio.product()));
            }
        }
        return new Needs(accounts, records);
    }

    @Override
    public int weight() {
        return Math.max(1, 2 * portfolio.positions().size());
    }

    @Override
    public boolean keepsRefusal() {
        return false;
    }

    @Override
    public Plan<Portfolio> decide(Books books) {
        requireRunning(books);
        Portfolio found = requireUnchanged(books);
        Customer customer = Customer.require(books, portfolio.customer());
        Ruling ruling = Gate.ask(
                books.policy(),
                Question.of(
                                decision,
                                portfolio.customer(),
                                customer.onFile(),
                                RequestEvidence.none(),
                                Activity.REWARD_ACCRUE,
                                portfolio.asset(),
                                books.recordedAt())
                        .about(PositionState.ACTIVE));
        Instant paidAt = books.recordedAt().isBefore(day().end()) ? day().end() : books.recordedAt();
        DayBooking booking = new DayBooking(run, found, paidAt, entryIds);
        if (ruling instanceof Ruling.Admitted admitted) {
            booking.accrue(admitted.permit(), shares, this::terms);
        } else {
            booking.withhold(ruling.decision().reason(), shares, this::terms);
        }
        booking.settle(this::terms);
        List<Stored> writes = new ArrayList<>(booking.lines());
        Portfolio after = booking.portfolio();
        writes.add(after);
        if (booking.returned().signum() > 0) {
            ProductUsage usage = books.find(
                            ProductUsage.class, portfolio.product().value())
                    .orElseGet(() -> ProductUsage.none(portfolio.product()));
            writes.add(usage.minus(booking.returned()));
        }
        return new Plan.Accepted<>(
                after,
                booking.entries(),
                Lateness.ADJUST_OR_CARRY,
                writes,
                List.of(),
                Optional.of(ruling.decision()).filter(kept -> !Gate.isPlainPermit(kept)),
                booking.notices());
    }

    /** What the day adds up to for this customer, unless the policy withholds it. */
    RunPreview expected() {
        RunPreview sum = RunPreview.NOTHING;
        for (Position position : portfolio.positions()) {
            AccrualCalculator.Shares earned = shares.getOrDefault(position.id(), AccrualCalculator.Shares.NONE);
            sum = sum.plus(new RunPreview(
                    0,
                    AccrualCalculator.Rounded.down(earned.base().numerator(), position.baseCarry())
                            .units(),
                    AccrualCalculator.Rounded.down(earned.commission().numerator(), position.commissionCarry())
                            .units(),
                    terms(position).earning().yieldSource().passThrough()));
        }
        return sum.plus(RunPreview.ONE_CUSTOMER);
    }

    private BusinessDay day() {
        return new BusinessDay(run.day());
    }

    private Terms terms(Position position) {
        return terms(terms, position);
    }

    private static Terms terms(Map<PositionId, Terms> terms, Position position) {
        Terms under = terms.get(position.id());
        if (under == null) {
            throw new IllegalArgumentException("no terms were given for position " + position.id());
        }
        return under;
    }

    private static List<Earner> earners(BusinessDay day, PortfolioDay input, Map<PositionId, Terms> terms) {
        List<Earner> earners = new ArrayList<>();
        for (Position position : input.portfolio().positions()) {
            PrincipalHistory history = input.histories().get(position.id());
            if (history == null || !history.latest().equals(position.principal())) {
                throw new Corrupt(
                        ErrorCode.INVARIANT_BROKEN,
                        "position " + position.id() + " holds " + position.principal()
                                + " units but the postings of its principal account say "
                                + (history == null ? "nothing" : history.latest()));
            }
            if (position.accruedUntil().isBefore(day.start())) {
                throw new Corrupt(
                        ErrorCode.INVARIANT_BROKEN,
                        "position " + position.id() + " is accrued until " + position.accruedUntil()
                                + " only and cannot be accrued for " + day.date());
            }
            earners.add(Earner.of(position, terms(terms, position), history, day.start(), day.end()));
        }
        return earners;
    }

    private void requireRunning(Books books) {
        boolean running = books.find(AccrualRun.class, run.recordId())
                .filter(found -> found.state() == RunState.RUNNING)
                .isPresent();
        if (!running) {
            throw new Conflict(
                    ErrorCode.STATE_CONFLICT, "run " + run.id() + " of " + run.product() + " is not running");
        }
    }

    private Portfolio requireUnchanged(Books books) {
        return books.find(Portfolio.class, portfolio.recordId())
                .filter(found -> found.version() == portfolio.version())
                .map(Portfolio::unsettled)
                .orElseThrow(() -> new Conflict(
                        ErrorCode.STALE,
                        "the portfolio of " + portfolio.customer() + " in " + portfolio.product()
                                + " moved on since version " + portfolio.version()));
    }
}
