package io.stakebook.api.check;

import io.stakebook.api.OnePerNode;
import io.stakebook.api.background.Loop;
import io.stakebook.api.settings.Settings;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.CheckTrigger;
import io.stakebook.core.check.KeepReport;
import io.stakebook.core.error.FailureLog;
import io.stakebook.core.event.EventLog;
import io.stakebook.core.id.CheckId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.JobAnswers;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.posting.Submission;
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
import java.util.EnumSet;

/**
 * Checks the whole book again and again, on the node that sequences events. A pass reads short snapshots and locks
 * nothing; a query that takes longer than the bound is given up, and after a pass of some length the next waits at least
 * {@value #REST} times as long, so that on a large book checking never takes more than that share of the database's time.
 */
@OnePerNode
public class CheckSchedule {

    private static final Logger LOG = System.getLogger(CheckSchedule.class.getName());
    private static final int REST = 4;
    private static final String NOTHING_SENT = "0".repeat(64);

    private final Checking checking;
    private final PostingEngine engine;
    private final EventLog log;
    private final IdSource ids;
    private final ManagedThreadFactory threads;
    private final Settings.Checks settings;
    private final Loop loop = new Loop("stakebook-checks", this::round, this::failed);
    /** Of the round at work, or of the last. */
    private long startedNanos;

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
        if (!settings.every().isZero()) {
            loop.start(threads, settings.every());
        }
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) ServletContext ending) {
        loop.stop();
    }

    private Duration round() {
        startedNanos = System.nanoTime();
        pass();
        return rest();
    }

    private Duration failed(Throwable failure) {
        Loop.tell(LOG, "event=check_not_run", failure);
        return rest();
    }

    private Duration rest() {
        Duration every = settings.every();
        Duration rest = Duration.ofNanos(System.nanoTime() - startedNanos).multipliedBy(REST);
        return rest.compareTo(every) > 0 ? rest : every;
    }

    private void pass() {
        if (!log.status().sequencing()) {
            return;
        }
        CheckReport report = checking.check(EnumSet.allOf(CheckName.class), settings.longestQuery());
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
}
