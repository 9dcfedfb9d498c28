package io.stakebook.api.period;

import io.stakebook.api.OnePerNode;
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

/** Carries sealed periods to their close in the background, and takes up after a restart what was left. */
@OnePerNode
public class PeriodJobs {

    private static final Logger LOG = System.getLogger(PeriodJobs.class.getName());

    private final PeriodCloser closer;
    private final Periods periods;
    private final BackgroundWork work;

    @Inject
    public PeriodJobs(PeriodCloser closer, Periods periods, ManagedExecutorService executor) {
        this.closer = closer;
        this.periods = periods;
        this.work = new BackgroundWork(LOG, "event=period_close_interrupted period=", executor);
    }

    void resume(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        periods.unfinished().forEach(this::finish);
    }

    /** Finishes one close; returns at once. A period whose close is interrupted stays sealed until asked for again. */
    void finish(PeriodId period) {
        work.begin(period.toString(), () -> close(period));
    }

    private void close(PeriodId id) {
        Period period = closer.finish(id);
        LOG.log(Level.INFO, "event=period_closed period=" + id + " close=" + period.closes());
    }
}
