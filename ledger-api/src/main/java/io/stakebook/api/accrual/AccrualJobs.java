package io.stakebook.api.accrual;

import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.AccrualRunner;
import io.stakebook.core.accrual.AccrualRuns;
import io.stakebook.core.accrual.RunState;
import io.stakebook.core.error.LedgerException;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Carries started runs to their end in the background, and takes up after a restart what was left running. */
@ApplicationScoped
public class AccrualJobs {

    private static final Logger LOG = System.getLogger(AccrualJobs.class.getName());
    private static final String UNEXPECTED = "UNEXPECTED";

    private final @Nullable AccrualRunner runner;
    private final @Nullable AccrualRuns runs;
    private final @Nullable ManagedExecutorService executor;

    /** Runs being finished by this node, so that asking twice does not work twice. */
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();

    /** For the container's proxy only. */
    protected AccrualJobs() {
        this.runner = null;
        this.runs = null;
        this.executor = null;
    }

    @Inject
    public AccrualJobs(AccrualRunner runner, AccrualRuns runs, ManagedExecutorService executor) {
        this.runner = runner;
        this.runs = runs;
        this.executor = executor;
    }

    void resume(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        finishRunning();
    }

    /** Finishes one run; returns at once. */
    void finish(ProductId product, LocalDate day) {
        String key = AccrualRun.recordId(product, day);
        if (executor != null && inHand.add(key)) {
            try {
                executor.execute(() -> work(key, product, day));
            } catch (RejectedExecutionException e) {
                inHand.remove(key);
                interrupted(key, UNEXPECTED, e);
            }
        }
    }

    private void finishRunning() {
        if (runs == null) {
            return;
        }
        Optional<RunId> before = Optional.empty();
        do {
            Page<AccrualRun, RunId> page =
                    runs.list(new AccrualRuns.Query(null, RunState.RUNNING), before, Limit.LARGEST);
            page.items().forEach(run -> finish(run.product(), run.day()));
            before = page.next();
        } while (before.isPresent());
    }

    private void work(String key, ProductId product, LocalDate day) {
        try {
            if (runner != null) {
                AccrualRun run = runner.finish(product, day);
                LOG.log(Level.INFO, "event=accrual_run_completed run=" + run.id() + " key=" + key);
            }
        } catch (LedgerException e) {
            interrupted(key, e.code().name(), e);
        } catch (RuntimeException e) {
            interrupted(key, UNEXPECTED, e);
        } finally {
            inHand.remove(key);
        }
    }

    /** The run stays RUNNING: the next request for it, or the next start, takes it up again. */
    private static void interrupted(String key, String code, RuntimeException e) {
        LOG.log(Level.ERROR, "event=accrual_run_interrupted key=" + key + " code=" + code, e);
    }
}
