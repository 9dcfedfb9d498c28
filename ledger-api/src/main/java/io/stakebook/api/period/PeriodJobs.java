package io.stakebook.api.period;

import io.stakebook.api.background.BackgroundWork;
import io.stakebook.core.closing.Period;
import io.stakebook.core.closing.PeriodCloser;
import io.stakebook.core.closing.Periods;
import io.stakebook.core.period.PeriodId;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Carries sealed periods to their close in the background, and takes up after a restart what was left. */
@ApplicationScoped
public class PeriodJobs {

    private static final Logger LOG = System.getLogger(PeriodJobs.class.getName());

    private final @Nullable PeriodCloser closer;
    private final @Nullable Periods periods;
    private final @Nullable BackgroundWork work;

    /** For the container's proxy only. */
    protected PeriodJobs() {
        this.closer = null;
        this.periods = null;
        this.work = null;
    }

    @Inject
    public PeriodJobs(PeriodCloser closer, Periods periods, ManagedExecutorService executor) {
        this.closer = closer;
        this.periods = periods;
        this.work = new BackgroundWork(LOG, "event=period_close_interrupted period=", executor);
    }

    void resume(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        if (periods != null) {
            periods.unfinished().forEach(this::finish);
        }
    }

    /** Finishes one close; returns at once. A period whose close is interrupted stays sealed until asked for again. */
    void finish(PeriodId period) {
        if (work != null) {
            work.begin(period.toString(), () -> close(period));
        }
    }

    private void close(PeriodId id) {
        if (closer != null) {
            Period period = closer.finish(id);
            LOG.log(Level.INFO, "event=period_closed period=" + id + " close=" + period.closes());
        }
    }
}
