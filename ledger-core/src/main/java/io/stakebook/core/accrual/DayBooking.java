package io.stakebook.core.accrual;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.accrual.reward.AccrualBasis;
import io.stakebook.core.accrual.reward.AccrualCalculator;
import io.stakebook.core.accrual.reward.BusinessDay;
import io.stakebook.core.accrual.reward.RewardStream;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.position.Portfolio;
import io.stakebook.core.position.Position;
import io.stakebook.core.position.PositionNotices;
import io.stakebook.core.position.RewardAccounts;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.product.terms.PayoutSchedule;
import io.stakebook.core.product.terms.Terms;
import io.stakebook.core.wire.WireName;
import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.facts.Activity;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the entries, lines and changed positions of one customer's day. Used once, by one thread. */
final class DayBooking {

    private final AccrualRun run;
    private final BusinessDay day;
    private final Portfolio before;
    private final Instant paidAt;
    private final Map<PositionId, List<EntryId>> entryIds;
    private final Map<PositionId, Position> positions = new LinkedHashMap<>();
    private final List<AccrualLine> lines = new ArrayList<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private BigInteger returned = BigInteger.ZERO;

    DayBooking(AccrualRun run, Portfolio before, Instant paidAt, Map<PositionId, List<EntryId>> entryIds) {
        this.run = run;
        this.day = new BusinessDay(run.day());
        this.before = before;
        this.paidAt = paidAt;
        this.entryIds = entryIds;
        before.positions().forEach(position -> positions.put(position.id(), position));
    }

    /**
     * Books what every position earned.
     *
     * @param permit the policy's permit to accrue
     */
    void accrue(
            Decision.Permitted permit,
            Map<PositionId, AccrualCalculator.Shares> shares,
            Function<Position, Terms> terms) {
        permit.require(Activity.REWARD_ACCRUE);
        for (Position position : before.positions()) {
            AccrualCalculator.Shares earned = Objects.requireNonNull(shares.get(position.id()));
            if (!earned.equals(AccrualCalculator.Shares.NONE)) {
                book(position, terms.apply(position), earned, null);
            }
            accruedThroughDay(position.id());
        }
    }

    /** The policy forbids rewards: the day passes and earns nothing, and the lines say why. */
    void withhold(String reason, Map<PositionId, AccrualCalculator.Shares> shares, Function<Position, Terms> terms) {
        for (Position position : before.positions()) {
            if (!AccrualCalculator.Shares.NONE.equals(shares.get(position.id()))) {
                book(position, terms.apply(position), AccrualCalculator.Shares.NONE, reason);
            }
            accruedThroughDay(position.id());
        }
    }

    private void book(Position position, Terms terms, AccrualCalculator.Shares earned, @Nullable String withheld) {
        AccrualCalculator.Rounded customer =
                AccrualCalculator.Rounded.down(earned.base().numerator(), position.baseCarry());
        AccrualCalculator.Rounded platform =
                AccrualCalculator.Rounded.down(earned.commission().numerator(), position.commissionCarry());
        EntryId entry = id(position, 0);
        boolean posted = customer.units().add(platform.units()).signum() > 0;
        if (posted) {
            entries.add(accrual(entry, position, terms, customer.units(), platform.units()));
        }
        EntryId shown = posted ? entry : null;
        lines.add(line(
                position, terms, RewardStream.BASE, earned.base(), position.baseCarry(), customer, withheld, shown));
        if (!terms.earning().commission().isZero()) {
            lines.add(line(
                    position,
                    terms,
                    RewardStream.COMMISSION,
                    earned.commission(),
                    position.commissionCarry(),
                    platform,
                    withheld,
                    shown));
        }
        positions.put(
                position.id(),
                position.accrued(position.accruedUntil(), customer.units(), customer.carry(), platform.carry()));
    }

    private void accruedThroughDay(PositionId id) {
        Position position = Objects.requireNonNull(positions.get(id));
        if (position.accruedUntil().isBefore(day.end())) {
            positions.put(
                    id, position.accrued(day.end(), BigInteger.ZERO, position.baseCarry(), position.commissionCarry()));
        }
    }

    /** Pays what is due, returns matured principal and closes what is finished. */
    void settle(Function<Position, Terms> terms) {
        for (Position position : List.copyOf(positions.values())) {
            Terms under = terms.apply(position);
            AccountName wallet = under.earning().payoutAccount().of(before.customer(), before.asset());
            boolean matured = position.maturedBy(day.end());
            Position settled = position;
            if (under.payoutSchedule() == PayoutSchedule.DAILY || matured) {
                settled = settled.paid(pay(position, under, wallet));
            }
            if (matured) {
                giveBack(position, wallet);
                settled = settled.matured(paidAt);
            } else if (!position.active() && position.maturesAtOrNull() == null && closedBy(position, day.end())) {
                settled = settled.asSettled();
            }
            positions.put(position.id(), settled);
        }
    }

    private static boolean closedBy(Position position, Instant end) {
        Instant closedAt = position.closedAtOrNull();
        return closedAt != null && !closedAt.isAfter(end);
    }

    private BigInteger pay(Position position, Terms terms, AccountName wallet) {
        BigInteger due = position.rewardPayable();
        if (due.signum() > 0) {
            EntryContext context = context(position)
                    .withRun(run.id(), WireName.of(terms.earning().yieldSource()));
            entries.add(move(
                    id(position, 1),
                    EntryKind.REWARD_PAYOUT,
                    context,
                    before.rewardAccount(position.id()),
                    wallet,
                    due));
        }
        return due;
    }

    private void giveBack(Position position, AccountName wallet) {
        BigInteger principal = position.principal();
        if (principal.signum() > 0) {
            AccountName payable = before.redemptionAccount(position.id());
            EntryContext context = context(position);
            entries.add(move(
                    id(position, 2),
                    EntryKind.REDEMPTION_REQUESTED,
                    context,
                    before.principalAccount(position.id()),
                    payable,
                    principal));
            entries.add(move(id(position, 3), EntryKind.REDEMPTION_PAID, context, payable, wallet, principal));
            returned = returned.add(principal);
        }
    }

    private JournalEntry accrual(
            EntryId id, Position position, Terms terms, BigInteger customerUnits, BigInteger platformUnits) {
        AccountName claim = RewardAccounts.accrued(terms.earning().yieldSource(), before.asset());
        List<Posting> postings = new ArrayList<>();
        postings.add(Posting.debit(claim, amount(customerUnits.add(platformUnits))));
        if (customerUnits.signum() > 0) {
            postings.add(Posting.credit(before.rewardAccount(position.id()), amount(customerUnits)));
        }
        if (platformUnits.signum() > 0) {
            postings.add(Posting.credit(RewardAccounts.commission(before.asset()), amount(platformUnits)));
        }
        EntryContext context =
                context(position).withRun(run.id(), WireName.of(terms.earning().yieldSource()));
        return new JournalEntry(id, EntryKind.REWARD_ACCRUAL, day.lastMoment(), run.day(), context, postings);
    }

    private JournalEntry move(
            EntryId id, EntryKind kind, EntryContext context, AccountName from, AccountName to, BigInteger units) {
        return JournalEntry.of(
                id,
                kind,
                paidAt,
                context,
                List.of(Posting.debit(from, amount(units)), Posting.credit(to, amount(units))));
    }

    private AccrualLine line(
            Position position,
            Terms terms,
            RewardStream stream,
            AccrualBasis basis,
            BigInteger carryBefore,
            AccrualCalculator.Rounded rounded,
            @Nullable String withheld,
            @Nullable EntryId entry) {
        boolean fixed = position.maturesAtOrNull() != null;
        return new AccrualLine(
                run.id(),
                run.product(),
                run.day(),
                before.customer(),
                position.id(),
                stream,
                before.asset(),
                terms.earning().yieldSource(),
                fixed ? position.termsVersion() : run.rateVersion(),
                basis.toString(),
                basis.numerator(),
                carryBefore,
                rounded.units(),
                rounded.carry(),
                withheld,
                entry);
    }

    private EntryContext context(Position position) {
        return EntryContext.of(before.customer()).withPosition(before.product(), position.id());
    }

    private EntryId id(Position position, int which) {
        return Objects.requireNonNull(entryIds.get(position.id())).get(which);
    }

    private Amount amount(BigInteger units) {
        return new Amount(before.asset(), units);
    }

    List<AccrualLine> lines() {
        return lines;
    }

    List<JournalEntry> entries() {
        return entries;
    }

    /** Principal given back at maturity, in units. */
    BigInteger returned() {
        return returned;
    }

    Portfolio portfolio() {
        return before.withAll(List.copyOf(positions.values()), day.end());
    }

    List<Notice> notices() {
        Portfolio after = portfolio();
        return before.positions().stream()
                .filter(Position::active)
                .map(position -> Objects.requireNonNull(positions.get(position.id())))
                .filter(position -> !position.active())
                .map(position -> PositionNotices.closed(after, position))
                .toList();
    }
}
