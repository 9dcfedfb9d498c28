package io.stakebook.persistence.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportRange;
import io.stakebook.core.export.ExportRunner;
import io.stakebook.core.export.ExportSeat;
import io.stakebook.core.export.ExportStage;
import io.stakebook.core.export.ExportState;
import io.stakebook.core.export.LeafLog;
import io.stakebook.core.id.ExportId;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.proof.note.VerifierKey;
import io.stakebook.persistence.event.sequencer.Sequencer;
import io.stakebook.persistence.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export that is cut off, or has to wait, is taken up again; one that never comes to an end is given up. */
final class ExportStopsTest {

    private final ExportingBook book;

    ExportStopsTest(@TempDir Path directory) throws IOException {
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
        book.assertAccepted(resumed);
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
        book.assertAccepted(resumed);
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

        assertThat(book.files()).hasSize(1);

        assertThat(dying.runNext().orElseThrow().id()).isEqualTo(fatal);

        assertThat(book.files()).isEmpty();
        assertThat(book.desk().find(fatal).failureOrNull())
                .startsWith("none of 5 attempts came to an end, the last one left off in stage writing after 0 events");
        ExportJob written = book.runner().runNext().orElseThrow();
        assertThat(written.id()).isEqualTo(next);
        assertThat(written.state()).isEqualTo(ExportState.COMPLETED);
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
        book.assertAccepted(resumed);
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
}
