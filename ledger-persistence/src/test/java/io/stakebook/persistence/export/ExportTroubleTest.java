package io.stakebook.persistence.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.export.ExportEnd;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportJobs;
import io.stakebook.core.export.ExportRange;
import io.stakebook.core.export.ExportRunner;
import io.stakebook.core.export.ExportSeat;
import io.stakebook.core.export.ExportStage;
import io.stakebook.core.export.ExportState;
import io.stakebook.core.export.LeafLog;
import io.stakebook.core.id.ExportId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.proof.bundle.BookState;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.proof.note.VerifierKey;
import io.stakebook.persistence.check.BookChecker;
import io.stakebook.persistence.event.sequencer.Sequencer;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export that is cut off is taken up again; one that cannot end says why; one that was changed afterwards is found. */
final class ExportTroubleTest {

    private final ExportingBook book;

    ExportTroubleTest(@TempDir Path directory) throws IOException {
        book = new ExportingBook(directory);
    }

    @AfterEach
    void stop() {
        book.close();
    }

    @Test
    void exportLeftRunningByADeadNode_isTakenUpAgain_withItsRangeAndTime() throws IOException {
        book.deposits(3);
        ExportId id = book.request(null, null);
        assertThat(book.log().awaitCommitted(Duration.ofSeconds(30)))
                .isTrue(); // A range is only ever taken of what is there.
        book.database()
                .execute(
                        "update export_job set state = 'RUNNING', stage = 'WRITING', from_size = 0, to_size = 2, done = 1,"
                                + " started_at = '2026-03-01T00:00:00Z'");
        Path left = Files.createDirectories(book.directory().resolve("exports").resolve(id + ".work-1/bundle/events"));
        Files.writeString(left.resolve("00000000.jsonl"), "half");

        ExportJob resumed = book.runner().runNext().orElseThrow();

        assertThat(resumed.id()).isEqualTo(id);
        assertThat(resumed.range()).contains(new ExportRange(0, 2));
        assertThat(resumed.startedAtOrNull()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(book.desk().find(id)).isEqualTo(resumed);
        assertThat(ExportingBook.verify(
                        book.bundle(resumed), "--trust", book.trust().toString(), "--json"))
                .contains("\"verdict\":\"accepted\"");
    }

    @Test
    void writerThatLosesItsDatabaseSession_leavesTheExportToTheNext() throws IOException {
        book.deposits(3);
        ExportId id = book.request(null, null);
        Runnable cutSeat = () -> book.database()
                .column(
                        "select pg_terminate_backend(pid) from pg_locks"
                                + " where locktype = 'advisory' and granted and objid = 1886351988 and pid <> pg_backend_pid()");
        ExportRunner cut = book.runner(book.log(), new CuttingSigner(book.signer(), cutSeat));

        assertThatThrownBy(cut::runNext).isInstanceOf(Unavailable.class);
        assertThat(book.desk().find(id).state()).isEqualTo(ExportState.RUNNING);
        ExportJob resumed = book.runner().runNext().orElseThrow();

        assertThat(resumed.state()).isEqualTo(ExportState.COMPLETED);
        assertThat(resumed.bundle().orElseThrow().sequence()).isZero();
        assertThat(ExportingBook.verify(
                        book.bundle(resumed), "--trust", book.trust().toString(), "--json"))
                .contains("\"verdict\":\"accepted\"");
    }

    @Test
    void writerThatIsInterrupted_beforeItPacks_leavesTheExportToTheNext() throws IOException {
        book.deposits(3);
        ExportId id = book.request(null, null);
        ExportRunner told =
                book.runner(book.log(), new CuttingSigner(book.signer(), Thread.currentThread()::interrupt));

        assertStoppedByInterrupt(told, id);

        assertThat(book.desk().find(id).stage()).isEqualTo(ExportStage.PACKING);
        assertCompletes(id);
    }

    @Test
    void writerThatIsInterrupted_whileItReads_endsAtOnce_andLeavesTheExportToTheNext() throws IOException {
        book.deposits(3);
        ExportId id = book.request(null, null);
        ExportRunner told = book.runner(new InterruptingLog(book.log()), book.signer());

        assertStoppedByInterrupt(told, id);

        assertThat(book.desk().find(id).stage()).isEqualTo(ExportStage.WRITING);
        assertCompletes(id);
    }

    private void assertStoppedByInterrupt(ExportRunner told, ExportId id) {
        try {
            assertThatThrownBy(told::runNext)
                    .isInstanceOf(Unavailable.class)
                    .hasMessage("the writing of export " + id + " was stopped; it is taken up again");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(book.desk().find(id).state()).isEqualTo(ExportState.RUNNING);
        assertThat(book.desk().find(id).attempts()).isZero();
    }

    private void assertCompletes(ExportId id) throws IOException {
        ExportJob resumed = book.runner().runNext().orElseThrow();

        assertThat(resumed.id()).isEqualTo(id);
        assertThat(ExportingBook.verify(
                        book.bundle(resumed), "--trust", book.trust().toString(), "--json"))
                .contains("\"verdict\":\"accepted\"");
    }

    @Test
    void logThatDoesNotCatchUp_leavesTheExportRunning_untilItDoes() throws IOException {
        book.sequencer().close();
        book.deposits(3);
        ExportId id = book.request(null, null);
        ExportRunner hasty = book.runner(new HastyLog(book.log()), book.signer());

        assertThatThrownBy(hasty::runNext)
                .isInstanceOfSatisfying(
                        Unavailable.class, u -> assertThat(u.code()).isEqualTo(ErrorCode.OVERLOADED));
        assertThat(book.desk().find(id).state()).isEqualTo(ExportState.RUNNING);
        ExportJob resumed;
        try (Sequencer next = new Sequencer(book.database().dataSource(), TestEngine.events())) {
            next.start();
            resumed = book.runner().runNext().orElseThrow();
        }

        assertThat(resumed.failureOrNull()).isNull();
        assertThat(resumed.range()).contains(new ExportRange(0, 3));
    }

    @Test
    void exportThatOnlyWaits_isNotCountedAsAttempted() {
        book.sequencer().close();
        book.deposits(1);
        ExportId id = book.request(null, null);
        ExportRunner hasty = book.runner(new HastyLog(book.log()), book.signer());

        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(hasty::runNext).isInstanceOf(Unavailable.class);
        }

        assertThat(book.desk().find(id).state()).isEqualTo(ExportState.RUNNING);
        assertThat(book.desk().find(id).attempts()).isZero();
    }

    @Test
    void exportThatEndsItsServerEachTime_isGivenUp_andTheNextOneIsWritten() throws IOException {
        book.deposits(3);
        ExportId fatal = book.request(null, null);
        ExportId next = book.request(null, null);
        ExportRunner dying = book.runner(book.log(), new CuttingSigner(book.signer(), () -> {
            throw new OutOfMemoryError("as if");
        }));
        for (int i = 1; i <= 5; i++) {
            assertThatThrownBy(dying::runNext).isInstanceOf(OutOfMemoryError.class);
            assertThat(book.desk().find(fatal).attempts()).isEqualTo(i);
        }

        assertThat(filesOfExports()).hasSize(1);

        assertThat(dying.runNext().orElseThrow().id()).isEqualTo(fatal);

        assertThat(filesOfExports()).isEmpty();
        assertThat(book.desk().find(fatal).failureOrNull())
                .startsWith("none of 5 attempts came to an end, the last one left off in stage writing after 0 events");
        ExportJob written = book.runner().runNext().orElseThrow();
        assertThat(written.id()).isEqualTo(next);
        assertThat(written.state()).isEqualTo(ExportState.COMPLETED);
    }

    @Test
    void stateOfSeveralParts_isWhereTheNextExportBegins() throws IOException {
        book.deposits(5);
        book.export(null, null);
        book.deposits(5);

        ExportJob second = book.export(null, null);

        assertThat(book.database().number("select count(*) from export_state_part where export_seq = 0"))
                .isGreaterThan(3);
        assertThat(ExportingBook.verify(
                        book.bundle(second), "--trust", book.trust().toString(), "--json"))
                .contains("\"verdict\":\"accepted\"");
    }

    @Test
    void oneAtATime_whoeverHoldsTheSeatWrites() {
        book.request(null, null);
        try (ExportSeat seat = book.jobs().takeSeat().orElseThrow()) {
            assertThat(seat.next()).isPresent();
            assertThat(book.jobs().takeSeat()).isEmpty();
            assertThat(book.runner().runNext()).isEmpty();
        }

        assertThat(book.runner().runNext()).isPresent();
        assertThat(book.runner().runNext()).isEmpty();
    }

    @Test
    void exportThatTheOneBeforeItMadeImpossible_endsWithItsReason() {
        book.deposits(4);
        assertThat(book.log().awaitCommitted(Duration.ofSeconds(30))).isTrue();
        book.export(null, null);

        book.request(null, 2L);
        ExportJob failed = book.runner().runNext().orElseThrow();

        assertThat(failed.state()).isEqualTo(ExportState.FAILED);
        assertThat(failed.failureOrNull())
                .isEqualTo("the export is not possible: the export before ended at 4, after the 2 asked for");
    }

    @Test
    void tamperedEvent_endsTheExportWithItsReason_andLeavesNothing() throws IOException {
        book.deposits(3);
        ExportId id = book.request(null, null);
        assertThat(book.log().awaitCommitted(Duration.ofSeconds(30))).isTrue();
        book.database()
                .tamper(
                        "update event_log set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), '\"1000\"', '\"1001\"'),"
                                + " 'UTF8') where seq = 1");

        ExportJob failed = book.runner().runNext().orElseThrow();

        assertThat(failed.state()).isEqualTo(ExportState.FAILED);
        assertThat(failed.failureOrNull()).startsWith("the log cannot be exported: ");
        assertThat(filesOfExports()).isEmpty();
        assertThatThrownBy(() -> book.desk().completed(id))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STATE_CONFLICT));
    }

    @Test
    void endThatCannotBeStored_takesThePublishedBundleBack() throws IOException {
        book.deposits(3);
        ExportId id = book.request(null, null);
        ExportRunner full = runnerThatCompletes((seat, job, end, state) -> {
            assertThat(book.store().find(id)).isPresent();
            throw new IOException("No space left on device");
        });

        ExportJob failed = full.runNext().orElseThrow();

        assertThat(failed.failureOrNull()).isEqualTo("the bundle could not be written: No space left on device");
        assertThat(book.desk().find(id)).isEqualTo(failed);
        assertThat(filesOfExports()).isEmpty();
    }

    @Test
    void exportThatIsBeingWritten_holdsNoSnapshot() {
        book.deposits(3);
        book.request(null, null);
        List<String> held = new ArrayList<>();
        ExportRunner watched = book.runner(
                book.log(),
                new CuttingSigner(
                        book.signer(),
                        () -> held.addAll(
                                book.database()
                                        .column(
                                                "select query from pg_stat_activity where datname = current_database()"
                                                        + " and state like 'idle in transaction%' and query like '%leaf from event_log%'"))));

        assertThat(watched.runNext().orElseThrow().state()).isEqualTo(ExportState.COMPLETED);

        assertThat(held).isEmpty();
    }

    @Test
    void completedExport_staysSo_whenItsWorkCannotBeRemoved() throws IOException {
        book.deposits(3);
        ExportId id = book.request(null, null);
        ExportRunner unmounted = runnerThatCompletes((seat, job, end, state) -> {
            seat.complete(job, end, state);
            Files.move(book.directory().resolve("exports"), book.directory().resolve("elsewhere"));
        });

        ExportJob completed = unmounted.runNext().orElseThrow();

        assertThat(completed.state()).isEqualTo(ExportState.COMPLETED);
        assertThat(book.desk().find(id)).isEqualTo(completed);
    }

    private List<Path> filesOfExports() throws IOException {
        try (Stream<Path> files = Files.list(book.directory().resolve("exports"))) {
            return files.toList();
        }
    }

    private ExportRunner runnerThatCompletes(Completing completing) {
        return new ExportRunner(
                new OddJobs(book.jobs(), completing),
                book.log(),
                book.logKeys(),
                book.signer(),
                book.store(),
                Clock.systemUTC());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from event_log where seq = 4",
                "update export_end set state_gzip = '\\x00'",
                "delete from export_state_part where part = 1",
                "update export_end set range = '\\x00'"
            })
    void damageThatNoRetryMends_endsTheExport_andDoesNotKeepTheNextOneWaiting(String damage) {
        book.deposits(3);
        book.export(null, null);
        book.deposits(3);
        assertThat(book.log().awaitCommitted(Duration.ofSeconds(30))).isTrue();
        book.database().tamper(damage);
        ExportId damaged = book.request(null, null);
        ExportId next = book.request(0L, 3L);

        assertThat(book.runner().runNext().orElseThrow().id()).isEqualTo(damaged);
        assertThat(book.desk().find(damaged).state()).isEqualTo(ExportState.FAILED);
        assertThat(book.desk().find(damaged).failureOrNull()).contains("export");
        assertThat(book.runner().runNext().orElseThrow().id()).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update export_end set manifest_hash = decode(repeat('00', 32), 'hex') where export_seq = 1",
                "update export_end set range = (select range from export_end where export_seq = 0) where export_seq = 1",
                "update export_end set checkpoint = (select checkpoint from export_end where export_seq = 0) where export_seq = 1",
                "update export_end set to_size = 6 where export_seq = 0",
                "update export_end set export_seq = 5 where export_seq = 1",
                "update export_job set root = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' where export_seq = 0",
                "update export_job set manifest_sha256 = repeat('0', 64) where export_seq = 0",
                "update export_end set to_size = 900 where export_seq = 1",
                "delete from export_end where export_seq = 1"
            })
    void endOfAnExportThatWasChanged_isFoundByTheCheckOfTheLog(String fault) throws IOException {
        book.export(null, null);
        book.deposits(7);
        book.export(null, null);
        book.deposits(3);
        book.export(null, null);
        BookChecker checker = new BookChecker(new Snapshot(book.database().dataSource()), Clock.systemUTC());
        assertThat(checker.check(Set.of(CheckName.EVENT_LOG)).results().get(0).findings())
                .isEmpty();

        book.database().tamper(fault);

        assertThat(checker.check(Set.of(CheckName.EVENT_LOG)).found()).isPositive();
    }

    @Test
    void finishedExport_neverChanges() {
        book.export(null, null);

        assertThatThrownBy(() -> book.database().execute("update export_job set done = 9"))
                .hasMessageContaining("stays so");
        assertThatThrownBy(() -> book.database().execute("update export_end set to_size = 9"))
                .hasMessageContaining("append-only");
    }

    /** Signs, after something happened. */
    private record CuttingSigner(NoteSigner signer, Runnable first) implements NoteSigner {

        @Override
        public VerifierKey verifierKey() {
            return signer.verifierKey();
        }

        @Override
        public byte[] sign(byte[] message) {
            first.run();
            return signer.sign(message);
        }
    }

    /** Waits for hardly any time. */
    private record HastyLog(LeafLog log) implements LeafLog {

        @Override
        public CompactRange head() {
            return log.head();
        }

        @Override
        public boolean awaitCommitted(Duration atMost) {
            return log.awaitCommitted(Duration.ofMillis(50));
        }

        @Override
        public Iterator<byte[]> leaves(long from, long to) {
            return log.leaves(from, to);
        }
    }

    /** Interrupts whoever opens the leaves. */
    private record InterruptingLog(LeafLog log) implements LeafLog {

        @Override
        public CompactRange head() {
            return log.head();
        }

        @Override
        public boolean awaitCommitted(Duration atMost) {
            return log.awaitCommitted(atMost);
        }

        @Override
        public Iterator<byte[]> leaves(long from, long to) {
            Iterator<byte[]> leaves = log.leaves(from, to);
            Thread.currentThread().interrupt();
            return leaves;
        }
    }

    /** How an export completes. */
    private interface Completing {
        void complete(ExportSeat seat, ExportJob job, ExportEnd end, Path state) throws IOException;
    }

    /** Gives seats at which exports complete in a way of their own. */
    private record OddJobs(ExportJobs jobs, Completing completing) implements ExportJobs {

        @Override
        public Optional<ExportJob> find(ExportId id) {
            return jobs.find(id);
        }

        @Override
        public Page<ExportJob, ExportId> list(Optional<ExportId> before, Limit limit) {
            return jobs.list(before, limit);
        }

        @Override
        public boolean waiting() {
            return jobs.waiting();
        }

        @Override
        public boolean endedAt(long size) {
            return jobs.endedAt(size);
        }

        @Override
        public Optional<ExportSeat> takeSeat() {
            return jobs.takeSeat().map(seat -> new OddSeat(seat, completing));
        }
    }

    private record OddSeat(ExportSeat seat, Completing completing) implements ExportSeat {

        @Override
        public Optional<ExportJob> next() {
            return seat.next();
        }

        @Override
        public void store(ExportJob job) {
            seat.store(job);
        }

        @Override
        public void complete(ExportJob job, ExportEnd end, Path state) throws IOException {
            completing.complete(seat, job, end, state);
        }

        @Override
        public Optional<ExportEnd> last() {
            return seat.last();
        }

        @Override
        public Optional<ExportEnd> endedAt(long size) {
            return seat.endedAt(size);
        }

        @Override
        public BookState state(ExportEnd end) {
            return seat.state(end);
        }

        @Override
        public void close() {
            seat.close();
        }
    }
}
