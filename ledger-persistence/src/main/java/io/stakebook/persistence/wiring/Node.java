package io.stakebook.persistence.wiring;

import io.stakebook.core.clock.BusinessClock;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.error.FailureLog;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.event.Origin;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.TimeOrderedIds;
import io.stakebook.core.money.Assets;
import io.stakebook.core.posting.WriteAccess;
import io.stakebook.core.presence.MainlandSweep;
import io.stakebook.core.regions.LapseSweep;
import io.stakebook.core.reservation.ExpirySweep;
import io.stakebook.persistence.accrual.AccrualLineStore;
import io.stakebook.persistence.accrual.AccrualRunStore;
import io.stakebook.persistence.check.CheckRunStore;
import io.stakebook.persistence.clock.ClockOffsetStore;
import io.stakebook.persistence.customer.CustomerStore;
import io.stakebook.persistence.customer.FactsChangeStore;
import io.stakebook.persistence.decision.DecisionChain;
import io.stakebook.persistence.event.EntryEvents;
import io.stakebook.persistence.event.LeafBodies;
import io.stakebook.persistence.event.sequencer.Sequencer;
import io.stakebook.persistence.export.ExportJobStore;
import io.stakebook.persistence.funding.WithdrawalStore;
import io.stakebook.persistence.generaljournal.ReversibleEntryStore;
import io.stakebook.persistence.logkey.LogKeyStore;
import io.stakebook.persistence.period.CloseOverrideStore;
import io.stakebook.persistence.period.PeriodBookStore;
import io.stakebook.persistence.period.PeriodCloseStore;
import io.stakebook.persistence.period.PeriodStore;
import io.stakebook.persistence.period.ReopeningStore;
import io.stakebook.persistence.position.PortfolioStore;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.presence.JdbcMainlandDays;
import io.stakebook.persistence.product.ProductStore;
import io.stakebook.persistence.product.ProductUsageStore;
import io.stakebook.persistence.product.TermsVersionStore;
import io.stakebook.persistence.reconciliation.BreakNoteStore;
import io.stakebook.persistence.reconciliation.BreakStore;
import io.stakebook.persistence.reconciliation.FenceStore;
import io.stakebook.persistence.reconciliation.RewardDayStore;
import io.stakebook.persistence.reconciliation.StatementStore;
import io.stakebook.persistence.regions.BookWatch;
import io.stakebook.persistence.regions.JdbcRegions;
import io.stakebook.persistence.regions.PolicyChangeStore;
import io.stakebook.persistence.regions.RegionBookStore;
import io.stakebook.persistence.reservation.JdbcReservations;
import io.stakebook.persistence.reservation.ReservationStore;
import io.stakebook.persistence.sql.AssetReader;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.sql.SqlFailures;
import io.stakebook.policy.decision.PolicyEngine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * This node's part in the book: migrated schema, business clock, policy in force, posting engine, sequencer. Everything
 * runs once it is made; {@link #close} ends it in the reverse order.
 */
public final class Node implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Node.class.getName());
    private static final long LOOK_MILLIS = 500;
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final DataSource direct;
    private final BusinessClock clock;
    private final Assets assets;
    private final BookWatch watch;
    private final Sequencer sequencer;
    private final GroupCommitEngine engine;
    private final ScheduledExecutorService looking;
    private final ScheduledFuture<?> look;
    private final Sweeps sweeps = new Sweeps();
    private volatile WriteAccess.@Nullable Refusal refusal;

    /**
     * Starts on a book whose schema is in place.
     *
     * @param direct connections outside any container transaction
     * @param system the system's clock, UTC
     * @param origin name of the log, the source of its events
     * @param completions runs the callers' continuations
     */
    public Node(
            DataSource direct,
            Clock system,
            PolicyEngine policies,
            Origin origin,
            EngineConfig config,
            Executor completions) {
        this.direct = direct;
        this.clock = new BusinessClock(system);
        this.assets = AssetReader.read(direct);
        this.watch = new BookWatch(policies, clock);
        look();
        SecureRandom random = new SecureRandom();
        EntryEvents events = new EntryEvents(
                origin.name(), random, asset -> assets.get(asset).scale());
        this.sequencer = new Sequencer(direct, events);
        LeafBodies bodies = new LeafBodies(events, new TimeOrderedIds(clock, random));
        this.engine = new GroupCommitEngine(
                config,
                new GroupCommitEngine.Parts(
                        direct, clock, stores(), bodies, watch, new DecisionChain(), completions, sequencer));
        this.looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "stakebook-book-watch");
            thread.setDaemon(true);
            return thread;
        });
        this.look = looking.scheduleWithFixedDelay(this::lookQuietly, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        sequencer.start();
        engine.start();
        sweep(new BookReader(direct), new TimeOrderedIds(clock, random));
    }

    private void sweep(BookReader reader, IdSource ids) {
        ExpirySweep expiry = new ExpirySweep(engine, new JdbcReservations(reader), clock, ids);
        sweeps.every(SWEEP_EVERY, "reservations expired and gave back what they set aside", expiry::sweep);
        LapseSweep lapses = new LapseSweep(engine, new JdbcRegions(new Snapshot(direct)), clock);
        sweeps.every(SWEEP_EVERY, "tightenings of regions fell away unratified", lapses::sweep);
        MainlandSweep days = new MainlandSweep(new JdbcMainlandDays(reader, direct), clock);
        sweeps.every(FORGET_EVERY, "days behind mainland addresses, too old to count, were removed", days::sweep);
    }

    /** Every type of row beside the journal, in the order in which types are locked. */
    static List<RecordStore<?>> stores() {
        return List.of(
                new RegionBookStore(),
                new PolicyChangeStore(),
                new ClockOffsetStore(),
                new CustomerStore(),
                new FactsChangeStore(),
                new ProductStore(),
                new TermsVersionStore(),
                new AccrualRunStore(),
                new PortfolioStore(),
                new ProductUsageStore(),
                new AccrualLineStore(),
                new WithdrawalStore(),
                new ReservationStore(),
                new ReversibleEntryStore(),
                new StatementStore(),
                new FenceStore(),
                new RewardDayStore(),
                new BreakStore(),
                new BreakNoteStore(),
                new LogKeyStore(),
                new ExportJobStore(),
                new PeriodBookStore(),
                new PeriodStore(),
                new PeriodCloseStore(),
                new ReopeningStore(),
                new CloseOverrideStore(),
                new CheckRunStore());
    }

    /** Time of the book. */
    public Clock clock() {
        return clock;
    }

    public Assets assets() {
        return assets;
    }

    public GroupCommitEngine engine() {
        return engine;
    }

    public Sequencer sequencer() {
        return sequencer;
    }

    /** The policy in force, at most half a second old. */
    public ActivePolicy policy() {
        return watch.newest();
    }

    /** Why this node can write nothing, although the database takes writes; empty when it can. At most half a second old. */
    public Optional<WriteAccess.Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    private void look() {
        try (Connection connection = direct.getConnection()) {
            watch.current(connection);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private void lookQuietly() {
        try {
            look();
            refusal = null;
        } catch (Unavailable e) { // Says nothing of what stands there.
            tellOfLook(e);
        } catch (RuntimeException | Error e) { // One that escapes would cancel every later look.
            refusal = new WriteAccess.Refusal(
                    WriteAccess.NOT_UNDERSTOOD,
                    "this node cannot read the book's clock and region states, which rule every write (" + e
                            + "); a newer version may have written them");
            tellOfLook(e);
        }
    }

    private static void tellOfLook(Throwable e) {
        FailureLog.tell(LOG, Level.WARNING, "the book's clock and region states could not be read; trying again", e);
    }

    @Override
    public void close() {
        sweeps.close();
        look.cancel(false);
        looking.shutdown();
        engine.close();
        sequencer.close();
    }
}
