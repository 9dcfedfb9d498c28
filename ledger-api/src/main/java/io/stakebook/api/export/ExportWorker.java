package io.stakebook.api.export;

import io.stakebook.api.OnePerNode;
import io.stakebook.api.background.Loop;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportRunner;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes waiting exports in the background, one at a time; what a node left half written is taken up by this one when it
 * starts, or by another node.
 */
@OnePerNode
public class ExportWorker {

    private static final Logger LOG = System.getLogger(ExportWorker.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final ExportRunner runner;
    private final ManagedThreadFactory threads;
    private final Loop loop = new Loop("stakebook-exports", this::round, ExportWorker::failed);

    @Inject
    public ExportWorker(ExportRunner runner, ManagedThreadFactory threads) {
        this.runner = runner;
        this.threads = threads;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        loop.start(threads, Duration.ZERO);
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) ServletContext ending) {
        loop.stop();
    }

    /** Tells that an export waits. Returns at once. */
    void wake() {
        loop.wake();
    }

    private Duration round() {
        Optional<ExportJob> ended = runner.runNext();
        ended.ifPresent(ExportWorker::log);
        return ended.isPresent() ? Duration.ZERO : LOOK_AGAIN;
    }

    /** The export stays running: the next round takes it up again. */
    private static Duration failed(Throwable failure) {
        Loop.tell(LOG, "event=export_interrupted", failure);
        return AFTER_FAILURE;
    }

    private static void log(ExportJob job) {
        if (job.bundle().isPresent()) {
            LOG.log(Level.INFO, "event=export_completed export=" + job.id() + " events=" + job.done());
        } else {
            LOG.log(Level.ERROR, "event=export_failed export=" + job.id() + " why=" + job.failureOrNull());
        }
    }
}
