package io.stakebook.api.accrual;

import io.stakebook.api.OnePerNode;
import io.stakebook.api.background.BackgroundWork;
import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.AccrualRunner;
import io.stakebook.core.accrual.AccrualRuns;
import io.stakebook.core.accrual.RunState;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.LocalDate;
import java.util.Optional;

/** Carries started runs to their end in the background, and takes up after a restart what was left running. */
@OnePerNode
public class AccrualJobs {

    private static final Logger LOG = System.getLogger(AccrualJobs.class.getName());

    private final AccrualRunner runner;
    private final AccrualRuns runs;
    private final BackgroundWork work;

    @Inject
    public AccrualJobs(AccrualRunner runner, AccrualRuns runs, ManagedExecutorService executor) {
        this.runner = runner;
        this.runs = runs;
        this.work = new BackgroundWork(LOG, "event=accrual_run_interrupted key=", executor);
    }

    void resume(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        finishRunning();
    }

    /** Finishes one run; returns at once. A run that is interrupted stays RUNNING until asked for again. */
    void finish(ProductId product, LocalDate day) {
        String key = AccrualRun.recordId(product, day);
        work.begin(key, () -> complete(key, product, day));
    }

    private void finishRunning() {
        Optional<RunId> before = Optional.empty();
        do {
            Page<AccrualRun, RunId> page =
                    runs.list(new AccrualRuns.Query(null, RunState.RUNNING), before, Limit.LARGEST);
            page.items().forEach(run -> finish(run.product(), run.day()));
            before = page.next();
        } while (before.isPresent());
    }

    private void complete(String key, ProductId product, LocalDate day) {
        AccrualRun run = runner.finish(product, day);
        LOG.log(Level.INFO, "event=accrual_run_completed run=" + run.id() + " key=" + key);
    }
}
