package io.stakebook.api.export;

import io.stakebook.core.error.FailureLog;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportRunner;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes waiting exports in the background, one at a time; what a node left half written is taken up by this one when it
 * starts, or by another node.
 */
@ApplicationScoped
public class ExportWorker {

    private static final Logger LOG = System.getLogger(ExportWorker.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final @Nullable ExportRunner runner;
    private final @Nullable ManagedThreadFactory threads;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /** For the container's proxy only. */
    protected ExportWorker() {
        this.runner = null;
        this.threads = null;
    }

    @Inject
    public ExportWorker(ExportRunner runner, ManagedThreadFactory threads) {
        this.runner = runner;
        this.threads = threads;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        if (runner == null || threads == null) {
            return;
        }
        ExportRunner work = runner;
        running = true;
        Thread loop = threads.newThread(() -> loop(work));
        loop.setName("stakebook-exports");
        thread = loop;
        loop.start();
    }

    @PreDestroy
    void stop() {
        running = false;
        Thread loop = thread;
        if (loop != null) {
            loop.interrupt();
        }
    }

    /** Tells that an export waits. Returns at once. */
    void wake() {
        wakeUps.release();
    }

    private void loop(ExportRunner work) {
        while (running) {
            Duration pause = LOOK_AGAIN;
            try {
                Optional<ExportJob> ended = work.runNext();
                if (ended.isPresent()) {
                    log(ended.get());
                    pause = Duration.ZERO;
                }
            } catch (LedgerException e) {
                // The export stays RUNNING: the next round takes it up again.
                FailureLog.tell(LOG, Level.WARNING, "event=export_interrupted code=" + e.code(), e);
                pause = AFTER_FAILURE;
            } catch (RuntimeException | Error e) { // Without this thread exports would wait for ever.
                LOG.log(Level.ERROR, "event=export_interrupted code=UNEXPECTED", e);
                pause = AFTER_FAILURE;
            }
            sleep(pause);
        }
    }

    private static void log(ExportJob job) {
        if (job.bundle().isPresent()) {
            LOG.log(Level.INFO, "event=export_completed export=" + job.id() + " events=" + job.done());
        } else {
            LOG.log(Level.ERROR, "event=export_failed export=" + job.id() + " why=" + job.failureOrNull());
        }
    }

    private void sleep(Duration atMost) {
        try {
            if (wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            // Only stop() interrupts, and the loop's condition sees it.
            LOG.log(Level.DEBUG, "the export worker is being stopped");
        }
    }
}
