package io.stakebook.api.check;

import io.stakebook.api.settings.Settings;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.CheckTrigger;
import io.stakebook.core.check.KeepReport;
import io.stakebook.core.error.FailureLog;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.event.EventLog;
import io.stakebook.core.id.CheckId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.JobAnswers;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.posting.Submission;
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
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks the whole book again and again, on the node that sequences events. A pass reads short snapshots and locks
 * nothing; a query that takes longer than the bound is given up, and after a pass of some length the next waits at least
 * {@value #REST} times as long, so that on a large book checking never takes more than that share of the database's time.
 */
@ApplicationScoped
public class CheckSchedule {

    private static final Logger LOG = System.getLogger(CheckSchedule.class.getName());
    private static final int REST = 4;
    private static final String NOTHING_SENT = "0".repeat(64);

    private final @Nullable Checking checking;
    private final @Nullable PostingEngine engine;
    private final @Nullable EventLog log;
    private final @Nullable IdSource ids;
    private final @Nullable ManagedThreadFactory threads;
    private final Settings.@Nullable Checks settings;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /** For the container's proxy only. */
    protected CheckSchedule() {
        this.checking = null;
        this.engine = null;
        this.log = null;
        this.ids = null;
        this.threads = null;
        this.settings = null;
    }

    @Inject
    public CheckSchedule(
            Checking checking,
            PostingEngine engine,
            EventLog log,
            IdSource ids,
            ManagedThreadFactory threads,
            Settings settings) {
        this.checking = checking;
        this.engine = engine;
        this.log = log;
        this.ids = ids;
        this.threads = threads;
        this.settings = settings.checks();
    }

    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        if (threads == null || settings == null || settings.every().isZero()) {
            return;
        }
        Settings.Checks wanted = settings;
        running = true;
        Thread loop = threads.newThread(() -> loop(wanted));
        loop.setName("stakebook-checks");
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

    private void loop(Settings.Checks wanted) {
        Duration pause = wanted.every();
        while (sleep(pause)) {
            long startedNanos = System.nanoTime();
            try {
                pass(wanted);
            } catch (LedgerException e) {
                FailureLog.tell(LOG, Level.WARNING, "event=check_not_run code=" + e.code(), e);
            } catch (RuntimeException | Error e) { // Without this thread nothing would be checked any more.
                LOG.log(Level.ERROR, "event=check_not_run code=UNEXPECTED", e);
            }
            Duration rest = Duration.ofNanos(System.nanoTime() - startedNanos).multipliedBy(REST);
            pause = rest.compareTo(wanted.every()) > 0 ? rest : wanted.every();
        }
    }

    private void pass(Settings.Checks wanted) {
        if (log == null
                || checking == null
                || engine == null
                || ids == null
                || !log.status().sequencing()) {
            return;
        }
        CheckReport report = checking.check(EnumSet.allOf(CheckName.class), wanted.longestQuery());
        CheckId id = new CheckId(ids.next());
        tell(id, report);
        engine.submit(new Submission<>(
                        new IdempotencyKey("checks", id.toString(), NOTHING_SENT),
                        new KeepReport(id, CheckTrigger.SCHEDULED, report),
                        new JobAnswers<>((kept, at) -> "kept")))
                .whenComplete((told, failure) -> {
                    if (failure != null) {
                        FailureLog.tell(LOG, Level.WARNING, "event=check_not_kept check=" + id, failure);
                    }
                });
    }

    private static void tell(CheckId id, CheckReport report) {
        Level level = report.found() > 0 ? Level.ERROR : report.finished() ? Level.INFO : Level.WARNING;
        LOG.log(
                level,
                "event=book_checked check=" + id + " entries=" + report.entries() + " found=" + report.found()
                        + " finished=" + report.finished());
        for (CheckReport.Result result : report.results()) {
            if (!result.findings().isEmpty()) {
                LOG.log(
                        Level.ERROR,
                        "event=book_finding check=" + id + " rule=" + result.check() + " found=" + result.found()
                                + " first=\"" + result.findings().get(0).subject() + " "
                                + result.findings().get(0).detail() + "\"");
            }
        }
    }

    private boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            // Only stop() interrupts.
            LOG.log(Level.DEBUG, "the schedule of checks is being stopped");
        }
        return running;
    }
}
