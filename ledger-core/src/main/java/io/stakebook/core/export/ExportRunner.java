package io.stakebook.core.export;

import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.id.ExportId;
import io.stakebook.core.logkey.LogKey;
import io.stakebook.core.logkey.LogKeys;
import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.bundle.BookState;
import io.stakebook.core.proof.bundle.BookViolation;
import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleWriter;
import io.stakebook.core.proof.bundle.BundleZip;
import io.stakebook.core.proof.bundle.ExportRequest;
import io.stakebook.core.proof.bundle.WrittenBundle;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.proof.note.VerifierKey;
import io.stakebook.core.wire.WireName;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Writes exports, one after the other. A failure of the events or of the disk ends the export with its reason; a database
 * that does not answer, a log that does not catch up, or an interrupt leaves it as it is, to be taken up again. So does a
 * sudden end of the server, a few times: an export that always takes the server with it must not be begun for ever.
 */
public final class ExportRunner {

    private static final Logger LOG = System.getLogger(ExportRunner.class.getName());
    private static final Duration LOG_CATCHES_UP = Duration.ofSeconds(30);
    private static final int MOST_ATTEMPTS = 5;

    private final ExportJobs jobs;
    private final LeafLog log;
    private final LogKeys keys;
    private final NoteSigner signer;
    private final BundleStore store;
    private final Clock clock;

    public ExportRunner(ExportJobs jobs, LeafLog log, LogKeys keys, NoteSigner signer, BundleStore store, Clock clock) {
        this.jobs = jobs;
        this.log = log;
        this.keys = keys;
        this.signer = signer;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Writes the oldest waiting export, if there is one and nobody else is writing.
     *
     * @return the export as it ended, empty when there was nothing to do
     * @throws Unavailable when the export stays running, also when the thread is interrupted, which it stays; call again
     */
    public Optional<ExportJob> runNext() {
        Optional<ExportSeat> taken = jobs.waiting() ? jobs.takeSeat() : Optional.empty();
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        try (ExportSeat seat = taken.get()) {
            Optional<ExportJob> next = seat.next();
            return next.map(job ->
                    job.attempts() < MOST_ATTEMPTS ? run(seat, job.started(now())) : failed(seat, job, spent(job)));
        }
    }

    private static String spent(ExportJob job) {
        return "none of " + job.attempts() + " attempts came to an end, the last one left off in stage "
                + WireName.of(job.stage()) + " after " + job.done()
                + " events: the server or its database session ended each time; its log says how, and want of memory does it";
    }

    private ExportJob run(ExportSeat seat, ExportJob started) {
        seat.store(started);
        Progress progress = new Progress(seat, started);
        try {
            return write(seat, progress);
        } catch (Unavailable e) {
            uncount(seat, progress.job(), e);
            throw e;
        } catch (IOException | RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                // A file is closed under a thread that is told to end: that says nothing about the export.
                Unavailable stopped = Progress.stopped(started);
                stopped.initCause(e);
                uncount(seat, progress.job(), stopped);
                throw stopped;
            }
            return failed(seat, progress.job(), why(started, e));
        }
    }

    private static String why(ExportJob job, Exception e) {
        if (e instanceof Rejected rejected) {
            return "the export is not possible: " + rejected.detail();
        }
        if (e instanceof BookViolation || e instanceof Malformed || e instanceof Corrupt) {
            return "the log cannot be exported: " + e.getMessage();
        }
        if (e instanceof IOException) {
            return "the bundle could not be written: " + e.getMessage();
        }
        // It would fail again the same way, and everything that waits would wait behind it.
        LOG.log(Level.ERROR, "export=" + job.id() + " broke", e);
        return "the export broke, and the server's log says how: " + e.getMessage();
    }

    private static void uncount(ExportSeat seat, ExportJob job, Unavailable why) {
        try {
            seat.store(job.waits());
        } catch (Unavailable gone) {
            why.addSuppressed(gone);
        }
    }

    private ExportJob failed(ExportSeat seat, ExportJob job, String why) {
        ExportJob failed = job.failed(why, now());
        seat.store(failed);
        tidy(failed);
        return failed;
    }

    /** Leaves of an export that ended its bundle, if it has one: files that are not to be had away do not change its end. */
    private void tidy(ExportJob ended) {
        try {
            if (ended.bundle().isEmpty()) {
                store.withdraw(ended.id());
            }
            store.discardAttempts(ended.id());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "event=export_not_tidied export=" + ended.id(), e);
        }
    }

    private ExportJob write(ExportSeat seat, Progress progress) throws IOException {
        Optional<ExportEnd> last = seat.last();
        ExportRange range = plan(progress.job(), last);
        requireMaySign(range.to());
        Optional<ExportEnd> before = range.from() == 0 ? Optional.empty() : seat.endedAt(range.from());
        if (range.from() > 0 && before.isEmpty()) {
            throw new Rejected(ErrorCode.STATE_CONFLICT, "no completed export ended at " + range.from());
        }
        progress.to(progress.job().writing(range));
        Path attempt = store.newAttempt(progress.job().id());
        Path work = attempt.resolve("bundle");
        WrittenBundle written = BundleWriter.write(
                request(seat, progress.startedAt(), range, before, last),
                new CountedLeaves(log.leaves(range.from(), range.to()), progress),
                work);
        progress.to(progress.job().wrote(range.events()).packing());
        ExportEnd end = new ExportEnd(
                written.manifest().exportSequence(),
                written.note().toBytes(),
                written.range(),
                written.exports(),
                written.manifestHash(),
                written.keyHistory());
        ExportedBundle bundle = pack(progress.job().id(), attempt, written);
        ExportJob completed = progress.job().completed(bundle, now());
        seat.complete(completed, end, work.resolve(BundleLayout.CLOSING_STATE));
        tidy(completed);
        return completed;
    }

    /** A range fixed by an earlier attempt stays: the bundle must come out the same. */
    private ExportRange plan(ExportJob job, Optional<ExportEnd> last) {
        if (job.rangeOrNull() != null) {
            return job.rangeOrNull();
        }
        Long toAsked = job.toAskedOrNull();
        if (toAsked == null && !log.awaitCommitted(LOG_CATCHES_UP)) {
            throw new Unavailable(
                    ErrorCode.OVERLOADED,
                    "the sequencer did not take up every committed event within " + LOG_CATCHES_UP.toSeconds()
                            + " s; is it running?");
        }
        long to = toAsked == null ? log.head().size() : toAsked;
        Long fromAsked = job.fromAskedOrNull();
        long from = fromAsked == null ? last.map(ExportEnd::size).orElse(0L) : fromAsked;
        if (from > to) {
            throw new Rejected(
                    ErrorCode.STATE_CONFLICT,
                    "the export before ended at " + from + ", after the " + to + " asked for");
        }
        return new ExportRange(from, to);
    }

    /** Below, the log knew another key only, and a later bundle could not prove that this one signed rightly. */
    private void requireMaySign(long size) {
        VerifierKey key = signer.verifierKey();
        long from = keys.find(key).map(LogKey::validFromSize).orElse(0L);
        if (size < from) {
            throw new Rejected(
                    ErrorCode.STATE_CONFLICT,
                    "the key " + key + " signs sizes of the log from " + from + " on, not " + size
                            + "; ask for an export that ends later");
        }
    }

    private ExportRequest request(
            ExportSeat seat,
            Instant startedAt,
            ExportRange range,
            Optional<ExportEnd> before,
            Optional<ExportEnd> last) {
        CompactRange head = log.head();
        return new ExportRequest(
                signer.name(),
                startedAt,
                before.map(ExportEnd::range).orElseGet(CompactRange::new),
                range.to(),
                before.map(seat::state).orElseGet(BookState::new),
                head.size() == range.to() ? Optional.of(head.root()) : Optional.empty(),
                before.map(ExportEnd::checkpoint),
                last.map(ExportEnd::manifest),
                last.map(ExportEnd::exports).orElseGet(CompactRange::new),
                before.map(ExportEnd::keyHistory).orElse(List.of()),
                signer);
    }

    private ExportedBundle pack(ExportId id, Path attempt, WrittenBundle written) throws IOException {
        Path archive = attempt.resolve("bundle.zip");
        BundleZip.write(written.manifest(), attempt.resolve("bundle"), archive);
        Path published = store.publish(id, archive);
        return new ExportedBundle(
                written.manifest().exportSequence(),
                Files.size(published),
                store.sha256(id),
                written.manifestHash().toHex(),
                written.checkpoint().root().toBase64(),
                written.manifest().entries());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
