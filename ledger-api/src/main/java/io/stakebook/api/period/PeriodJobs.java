package io.stakebook.api.period;

import io.stakebook.core.closing.Period;
import io.stakebook.core.closing.PeriodCloser;
import io.stakebook.core.closing.Periods;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.period.PeriodId;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Carries sealed periods to their close in the background, and takes up after a restart what was left. */
@ApplicationScoped
public class PeriodJobs {

    private static final Logger LOG = System.getLogger(PeriodJobs.class.getName());
    private static final String UNEXPECTED = "UNEXPECTED";

    private final @Nullable PeriodCloser closer;
    private final @Nullable Periods periods;
    private final @Nullable ManagedExecutorService executor;

    /** Closes being finished by this node, so that asking twice does not work twice. */
    private final Set<PeriodId> inHand = ConcurrentHashMap.newKeySet();

    /** For the container's proxy only. */
    protected PeriodJobs() {
        this.closer = null;
        this.periods = null;
        this.executor = null;
    }

    @Inject
    public PeriodJobs(PeriodCloser closer, Periods periods, ManagedExecutorService executor) {
        this.closer = closer;
        this.periods = periods;
        this.executor = executor;
    }

    void resume(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        if (periods != null) {
            periods.unfinished().forEach(this::finish);
        }
    }

    /** Finishes one close; returns at once. */
    void finish(PeriodId period) {
        if (executor != null && inHand.add(period)) {
            try {
                executor.execute(() -> work(period));
            } catch (RejectedExecutionException e) {
                inHand.remove(period);
                interrupted(period, UNEXPECTED, e);
            }
        }
    }

    private void work(PeriodId id) {
        try {
            if (closer != null) {
                Period period = closer.finish(id);
                LOG.log(Level.INFO, "event=period_closed period=" + id + " close=" + period.closes());
            }
        } catch (LedgerException e) {
            interrupted(id, e.code().name(), e);
        } catch (RuntimeException e) {
            interrupted(id, UNEXPECTED, e);
        } finally {
            inHand.remove(id);
        }
    }

    /** The period stays sealed: the next request for its close, or the next start, takes it up again. */
    private static void interrupted(PeriodId id, String code, RuntimeException e) {
        LOG.log(Level.ERROR, "event=period_close_interrupted period=" + id + " code=" + code, e);
    }
}
