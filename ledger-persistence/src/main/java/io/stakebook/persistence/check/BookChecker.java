package io.stakebook.persistence.check;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.Checker;
import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.check.frame.GivenUp;
import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.check.frame.Patience;
import io.stakebook.persistence.check.frame.SqlCheck;
import io.stakebook.persistence.check.frame.Unreadable;
import io.stakebook.persistence.check.journal.BalanceChecks;
import io.stakebook.persistence.check.journal.FoldCheck;
import io.stakebook.persistence.check.journal.JournalChecks;
import io.stakebook.persistence.check.journal.PeriodChecks;
import io.stakebook.persistence.check.journal.ReservationChecks;
import io.stakebook.persistence.check.log.DecisionCheck;
import io.stakebook.persistence.check.log.EventChecks;
import io.stakebook.persistence.check.log.EventOrder;
import io.stakebook.persistence.check.log.LogCheck;
import io.stakebook.persistence.check.log.ManifestCheck;
import io.stakebook.persistence.check.outcome.OutcomeChecks;
import io.stakebook.persistence.check.staking.PositionChecks;
import io.stakebook.persistence.check.staking.WithdrawalChecks;
import io.stakebook.persistence.sql.Bounds;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.sql.SqlFailures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the book in repeatable-read snapshots, each no longer than one comparison takes, so that writers may go on. */
public final class BookChecker implements Checker {

    private static final Logger LOG = System.getLogger(BookChecker.class.getName());
    private static final Map<CheckName, Check> CHECKS = checks();

    /** Postings, entries or events of a stretch: seconds of work, some hundred megabytes of rows. */
    private static final int STRETCH = 250_000;

    /** Six of them are as long as a restart of the database takes. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Snapshot snapshot;
    private final Clock clock;
    private final int stretch;
    private final Patience.Pause pause;

    /** @param clock business clock, for the times of the report */
    public BookChecker(Snapshot snapshot, Clock clock) {
        this(snapshot, clock, STRETCH, () -> Thread.sleep(PAUSE.toMillis()));
    }

    /**
     * @param stretch rows that are looked at together
     * @param pause before the database is asked again that did not answer
     */
    BookChecker(Snapshot snapshot, Clock clock, int stretch, Patience.Pause pause) {
        this.snapshot = snapshot;
        this.clock = clock;
        this.stretch = stretch;
        this.pause = pause;
    }

    private static Map<CheckName, Check> checks() {
        Map<CheckName, Check> checks = new EnumMap<>(CheckName.class);
        for (CheckName name : CheckName.values()) {
            checks.put(name, of(name));
        }
        return checks;
    }

    private static Check of(CheckName name) {
        return switch (name) {
            case BOOK_BALANCES -> JournalChecks.bookBalances();
            case ENTRIES_BALANCE -> JournalChecks.entriesBalance();
            case BALANCES_ARE_FOLDS -> new FoldCheck();
            case ACCOUNT_SEQUENCES -> BalanceChecks.sequences();
            case LEGS_AGREE -> JournalChecks.legsAgree();
            case RECORDED_ORDER -> JournalChecks.recordedOrder();
            case REVERSALS -> JournalChecks.reversals();
            case FLOORS -> BalanceChecks.floors();
            case LIMITS_IN_FORCE -> BalanceChecks.limitsInForce();
            case RESERVATIONS -> ReservationChecks.resolutions();
            case RESERVED_TOTALS -> ReservationChecks.totals();
            case POSITION_PRINCIPALS -> PositionChecks.principals();
            case POSITION_REWARDS -> PositionChecks.rewards();
            case CAPACITY_USED -> PositionChecks.capacity();
            case WITHDRAWALS -> WithdrawalChecks.withdrawals();
            case KEPT_ACCOUNTS -> WithdrawalChecks.keptAccounts();
            case ACCRUAL_LINES -> PositionChecks.lines();
            case RUN_MANIFESTS -> new ManifestCheck();
            case CLOSED_PERIODS -> PeriodChecks.closed();
            case SEGREGATION -> BalanceChecks.segregation();
            case EVENTS_COMPLETE -> EventChecks.complete();
            case EVENT_CONTENTS -> EventChecks.contents();
            case EVENTS_IN_ORDER -> new EventOrder();
            case EVENT_LOG -> new LogCheck();
            case DECISION_CHAIN -> new DecisionCheck();
            case IDEMPOTENCY_OUTCOMES -> OutcomeChecks.outcomes();
        };
    }

    @Override
    public CheckReport check(Set<CheckName> checks, Duration longest) {
        Instant started = now();
        Patience patience = new Patience(pause);
        long entries = entries(new Glances(snapshot, Bounds.JOB, stretch, patience));
        List<CheckReport.Result> results = new ArrayList<>();
        for (Map.Entry<CheckName, Check> check : CHECKS.entrySet()) {
            if (checks.contains(check.getKey())) {
                results.add(run(
                        check.getKey(), check.getValue(), new Glances(snapshot, longest, stretch, patience), longest));
            }
        }
        return new CheckReport(started, now(), entries, results);
    }

    private static long entries(Glances glances) {
        try {
            return SqlCheck.count(glances, "select count(*) from journal_entry");
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    /** As a report is kept: microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** What one check meets ends that check only. */
    private static CheckReport.Result run(CheckName name, Check check, Glances glances, Duration longest) {
        Found found = new Found(name);
        try {
            check.run(glances, found);
            return found.result();
        } catch (SQLException e) {
            if (SqlFailures.isStopped(e)) {
                LOG.log(Level.WARNING, "event=check_given_up check=" + name, e);
                return found.givenUp("a query took longer than " + longest.toMillis() + " ms");
            }
            if (Unreadable.says(e)) {
                return unreadable(found, name, e);
            }
            LOG.log(Level.ERROR, "event=check_given_up check=" + name, e);
            return found.givenUp("a query failed with SQL state " + e.getSQLState());
        } catch (GivenUp e) {
            LOG.log(Level.WARNING, "event=check_given_up check=" + name, e);
            return found.givenUp(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // Whatever a row makes of the code that reads it, the other rules are looked at.
            if (glances.lost(e)) {
                LOG.log(Level.WARNING, "event=check_given_up check=" + name, e);
                return found.givenUp("the database could not be asked");
            }
            return unreadable(found, name, e);
        }
    }

    private static CheckReport.Result unreadable(Found found, CheckName name, Exception e) {
        LOG.log(Level.ERROR, "event=check_given_up check=" + name, e);
        found.unreadable(e);
        return found.givenUp("a row could not be read");
    }
}
