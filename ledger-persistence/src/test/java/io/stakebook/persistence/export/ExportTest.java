package io.stakebook.persistence.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.export.BundleStore;
import io.stakebook.core.export.ExportDesk;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportRange;
import io.stakebook.core.export.ExportRunner;
import io.stakebook.core.export.ExportSeat;
import io.stakebook.core.export.ExportState;
import io.stakebook.core.export.LeafLog;
import io.stakebook.core.export.LeafStream;
import io.stakebook.core.export.SignedHead;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ExportId;
import io.stakebook.core.logkey.AddLogKey;
import io.stakebook.core.page.Limit;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.AnswerWriter;
import io.stakebook.core.posting.JobAnswers;
import io.stakebook.core.posting.Submission;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.note.Checkpoint;
import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.proof.note.SignedNote;
import io.stakebook.core.proof.note.VerifierKey;
import io.stakebook.persistence.check.BookChecker;
import io.stakebook.persistence.event.Sequencer;
import io.stakebook.persistence.logkey.JdbcLogKeys;
import io.stakebook.persistence.logkey.LogKeyStore;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import io.stakebook.verifier.VerifyCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExportTest {

    private static final String ORIGIN = "stakebook.test/books/main";

    private final TestDatabase database = TestDatabase.create();
    private final JdkSigner signer = new JdkSigner(ORIGIN);
    private final JdbcExportJobs jobs =
            new JdbcExportJobs(new BookReader(database.dataSource()), database.dataSource());
    private final JdbcLeafLog log = new JdbcLeafLog(database.dataSource());
    private final JdbcLogKeys logKeys = new JdbcLogKeys(new BookReader(database.dataSource()), database.dataSource());
    private final ExportDesk desk = new ExportDesk(jobs, log, TestBook.ids(), Clock.systemUTC());
    private final Sequencer sequencer = new Sequencer(database.dataSource(), TestEngine.events());

    private Path directory;
    private BundleStore store;
    private ExportRunner runner;
    private GroupCommitEngine engine;
    private int keys;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        engine = TestEngine.start(
                database.dataSource(), EngineConfig.defaults(), List.of(new LogKeyStore(), new ExportJobStore()));
        sequencer.start();
        store = new BundleStore(directory.resolve("exports"));
        runner = runner(log, signer);
    }

    @AfterEach
    void stop() {
        engine.close();
        sequencer.close();
    }

    @Test
    void bookWithEvents_isExported_andAStrangerAcceptsTheBundle() throws IOException {
        deposits(25);

        ExportJob exported = export(null, null);

        assertThat(exported.state()).isEqualTo(ExportState.COMPLETED);
        assertThat(exported.range()).contains(new ExportRange(0, 25));
        assertThat(exported.done()).isEqualTo(25);
        assertThat(exported.bundle().orElseThrow().entries()).isEqualTo(25);
        Path bundle = bundle(exported);
        assertThat(Files.size(bundle)).isEqualTo(exported.bundle().orElseThrow().bytes());
        assertThat(verify(bundle, "--trust", trust().toString(), "--json"))
                .contains("\"verdict\":\"accepted\"")
                .contains("\"size\":25")
                .contains(exported.bundle().orElseThrow().root());
        assertThat(directory.resolve("exports"))
                .isDirectoryContaining(file -> file.equals(bundle))
                .isDirectoryNotContaining(file -> !file.equals(bundle));
    }

    @Test
    void exportsFollowEachOther_alsoOverAnEmptyStretch_andEachPinsTheOneBefore() throws IOException {
        deposits(7);
        ExportJob first = export(null, null);
        deposits(5);
        ExportJob second = export(null, null);
        ExportJob empty = export(null, null);
        deposits(1);
        ExportJob last = export(null, null);

        assertThat(List.of(second, empty, last))
                .extracting(job -> job.range().orElseThrow())
                .containsExactly(new ExportRange(7, 12), new ExportRange(12, 12), new ExportRange(12, 13));
        assertThat(List.of(first, second, empty, last))
                .extracting(job -> job.bundle().orElseThrow().sequence())
                .containsExactly(0L, 1L, 2L, 3L);
        String trust = trust().toString();
        assertThat(verify(
                        bundle(second), "--trust", trust, "--pin", bundle(first).toString(), "--json"))
                .contains("\"verdict\":\"accepted\"");
        assertThat(verify(
                        bundle(empty), "--trust", trust, "--pin", bundle(second).toString(), "--json"))
                .contains("\"verdict\":\"accepted\"");
        assertThat(verify(bundle(last), "--trust", trust, "--pin", bundle(empty).toString(), "--json"))
                .contains("\"verdict\":\"accepted\"");
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
        export(null, null);
        deposits(7);
        export(null, null);
        deposits(3);
        export(null, null);
        BookChecker checker = new BookChecker(new Snapshot(database.dataSource()), Clock.systemUTC());
        assertThat(checker.check(Set.of(CheckName.EVENT_LOG)).results().get(0).findings())
                .isEmpty();

        database.tamper(fault);

        assertThat(checker.check(Set.of(CheckName.EVENT_LOG)).found()).isPositive();
    }

    @Test
    void wholeBook_canBeExportedAgain_afterItsParts() throws IOException {
        deposits(4);
        export(null, null);
        deposits(4);
        export(null, null);

        ExportJob whole = export(0L, 8L);

        assertThat(whole.range()).contains(new ExportRange(0, 8));
        assertThat(verify(bundle(whole), "--trust", trust().toString(), "--json"))
                .contains("\"verdict\":\"accepted\"");
    }

    @Test
    void bundleOfAnotherLog_isNotAccepted_underThisTrust() throws IOException {
        deposits(2);
        Path foreign = bundle(export(null, null));
        Path trust = Files.writeString(directory.resolve("other.vkey"), new JdkSigner(ORIGIN).verifierKey() + "\n");

        assertThat(verify(foreign, "--trust", trust.toString(), "--json")).doesNotContain("accepted");
    }

    @Test
    void exportLeftRunningByADeadNode_isTakenUpAgain_withItsRangeAndTime() throws IOException {
        deposits(3);
        ExportId id = request(null, null);
        assertThat(log.awaitCommitted(Duration.ofSeconds(30))).isTrue(); // A range is only ever taken of what is there.
        database.execute(
                "update export_job set state = 'RUNNING', stage = 'WRITING', from_size = 0, to_size = 2, done = 1,"
                        + " started_at = '2026-03-01T00:00:00Z'");
        Path left = Files.createDirectories(directory.resolve("exports").resolve(id + ".work-1/bundle/events"));
        Files.writeString(left.resolve("00000000.jsonl"), "half");

        ExportJob resumed = runner.runNext().orElseThrow();

        assertThat(resumed.id()).isEqualTo(id);
        assertThat(resumed.range()).contains(new ExportRange(0, 2));
        assertThat(resumed.startedAtOrNull()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(desk.find(id)).isEqualTo(resumed);
        assertThat(verify(bundle(resumed), "--trust", trust().toString(), "--json"))
                .contains("\"verdict\":\"accepted\"");
    }

    @Test
    void writerThatLosesItsDatabaseSession_leavesTheExportToTheNext() throws IOException {
        deposits(3);
        ExportId id = request(null, null);
        Runnable cutSeat = () -> database.column("select pg_terminate_backend(pid) from pg_locks"
                + " where locktype = 'advisory' and granted and objid = 1886351988 and pid <> pg_backend_pid()");
        ExportRunner cut = runner(log, new CuttingSigner(signer, cutSeat));

        assertThatThrownBy(cut::runNext).isInstanceOf(Unavailable.class);
        assertThat(desk.find(id).state()).isEqualTo(ExportState.RUNNING);
        ExportJob resumed = runner.runNext().orElseThrow();

        assertThat(resumed.state()).isEqualTo(ExportState.COMPLETED);
        assertThat(resumed.bundle().orElseThrow().sequence()).isZero();
        assertThat(verify(bundle(resumed), "--trust", trust().toString(), "--json"))
                .contains("\"verdict\":\"accepted\"");
    }

    @Test
    void logThatDoesNotCatchUp_leavesTheExportRunning_untilItDoes() throws IOException {
        sequencer.close();
        deposits(3);
        ExportId id = request(null, null);
        ExportRunner hasty = runner(new HastyLog(log), signer);

        assertThatThrownBy(hasty::runNext)
                .isInstanceOfSatisfying(
                        Unavailable.class, u -> assertThat(u.code()).isEqualTo(ErrorCode.OVERLOADED));
        assertThat(desk.find(id).state()).isEqualTo(ExportState.RUNNING);
        ExportJob resumed;
        try (Sequencer next = new Sequencer(database.dataSource(), TestEngine.events())) {
            next.start();
            resumed = runner.runNext().orElseThrow();
        }

        assertThat(resumed.failureOrNull()).isNull();
        assertThat(resumed.range()).contains(new ExportRange(0, 3));
    }

    @Test
    void exportThatTheOneBeforeItMadeImpossible_endsWithItsReason() {
        deposits(4);
        assertThat(log.awaitCommitted(Duration.ofSeconds(30))).isTrue();
        export(null, null);

        request(null, 2L);
        ExportJob failed = runner.runNext().orElseThrow();

        assertThat(failed.state()).isEqualTo(ExportState.FAILED);
        assertThat(failed.failureOrNull())
                .isEqualTo("the export is not possible: the export before ended at 4, after the 2 asked for");
    }

    @Test
    void keyTheLogLearntOfLater_signsNoOlderSize_andCarriesOnWhereTheOldOneEnded() throws IOException {
        logKeys.admit(signer.verifierKey(), Instant.EPOCH);
        deposits(3);
        export(null, null);
        JdkSigner next = new JdkSigner(ORIGIN);
        TestEngine.await(engine.submit(new Submission<>(
                        TestEngine.key("k"),
                        new AddLogKey(
                                next.verifierKey(),
                                "opa",
                                signer.verifierKey(),
                                log.head().size()),
                        new JobAnswers<>((added, at) -> "added")))
                .toCompletableFuture());
        runner = runner(log, next);

        request(0L, 2L);
        assertThat(runner.runNext().orElseThrow().failureOrNull())
                .isEqualTo("the export is not possible: the key " + next.verifierKey()
                        + " signs sizes of the log from 3 on, not 2; ask for an export that ends later");

        ExportJob across = export(null, null);
        assertThat(across.range()).contains(new ExportRange(3, 5));
        Path trust = Files.writeString(directory.resolve("next.vkey"), next.verifierKey() + "\n");
        assertThat(verify(bundle(across), "--trust", trust.toString(), "--json"))
                .contains("\"verdict\":\"accepted\"", "\"keys\":\"" + signer.verifierKey() + " " + next.verifierKey());
    }

    @Test
    void oneAtATime_whoeverHoldsTheSeatWrites() {
        request(null, null);
        try (ExportSeat seat = jobs.takeSeat().orElseThrow()) {
            assertThat(seat.next()).isPresent();
            assertThat(jobs.takeSeat()).isEmpty();
            assertThat(runner.runNext()).isEmpty();
        }

        assertThat(runner.runNext()).isPresent();
        assertThat(runner.runNext()).isEmpty();
    }

    @Test
    void tamperedEvent_endsTheExportWithItsReason_andLeavesNoBundle() {
        deposits(3);
        ExportId id = request(null, null);
        assertThat(log.awaitCommitted(Duration.ofSeconds(30))).isTrue();
        database.tamper(
                "update event_log set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), '\"1000\"', '\"1001\"'),"
                        + " 'UTF8') where seq = 1");

        ExportJob failed = runner.runNext().orElseThrow();

        assertThat(failed.state()).isEqualTo(ExportState.FAILED);
        assertThat(failed.failureOrNull()).startsWith("the log cannot be exported: ");
        assertThat(store.find(id)).isEmpty();
        assertThatThrownBy(() -> desk.completed(id))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STATE_CONFLICT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from event_log where seq = 4",
                "update export_end set state_gzip = '\\x00'",
                "update export_end set range = '\\x00'"
            })
    void damageThatNoRetryMends_endsTheExport_andDoesNotKeepTheNextOneWaiting(String damage) {
        deposits(3);
        export(null, null);
        deposits(3);
        assertThat(log.awaitCommitted(Duration.ofSeconds(30))).isTrue();
        database.tamper(damage);
        ExportId damaged = request(null, null);
        ExportId next = request(0L, 3L);

        assertThat(runner.runNext().orElseThrow().id()).isEqualTo(damaged);
        assertThat(desk.find(damaged).state()).isEqualTo(ExportState.FAILED);
        assertThat(desk.find(damaged).failureOrNull()).contains("export");
        assertThat(runner.runNext().orElseThrow().id()).isEqualTo(next);
    }

    @Test
    void stretchTheLogDoesNotHave_isRefused() {
        deposits(3);
        assertThat(log.awaitCommitted(Duration.ofSeconds(30))).isTrue();

        for (Long[] range :
                List.of(new Long[] {0L, 4L}, new Long[] {-1L, 2L}, new Long[] {3L, 2L}, new Long[] {2L, 3L})) {
            assertThatThrownBy(() -> desk.request(range[0], range[1], "fay"))
                    .isInstanceOfSatisfying(
                            Rejected.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.FIELD_INVALID));
        }
        assertThat(database.number("select count(*) from export_job")).isZero();
    }

    @Test
    void finishedExport_neverChanges() {
        export(null, null);

        assertThatThrownBy(() -> database.execute("update export_job set done = 9"))
                .hasMessageContaining("stays so");
        assertThatThrownBy(() -> database.execute("update export_end set to_size = 9"))
                .hasMessageContaining("append-only");
    }

    @Test
    void exports_areListedNewestFirst() {
        for (int i = 0; i < 3; i++) {
            request(null, null);
        }

        var page = jobs.list(Optional.empty(), new Limit(2));
        var rest = jobs.list(page.next(), new Limit(2));

        assertThat(page.items()).hasSize(2);
        assertThat(rest.items()).hasSize(1);
        assertThat(rest.next()).isEmpty();
        assertThat(page.items().get(0).id().compareTo(rest.items().get(0).id())).isPositive();
    }

    @Test
    void checkpoint_isTheLogsHead_signed() {
        deposits(6);
        log.awaitCommitted(Duration.ofSeconds(30));
        SignedHead head = new SignedHead(log, signer);

        Checkpoint checkpoint =
                Checkpoint.parse(SignedNote.parse(head.current()).text());

        assertThat(checkpoint).isEqualTo(new Checkpoint(ORIGIN, 6, log.head().root()));
        assertThat(head.current()).isEqualTo(head.current());
    }

    private ExportRunner runner(LeafLog leaves, NoteSigner signs) {
        return new ExportRunner(jobs, leaves, logKeys, signs, store, Clock.systemUTC());
    }

    private void deposits(int count) {
        for (int i = 0; i < count; i++) {
            CustomerId customer = TestBook.customer();
            TestEngine.run(
                    engine,
                    TestEngine.key("d" + keys++),
                    TestEngine.posting(
                            TestBook.deposit(customer, 1_000, Instant.now().truncatedTo(ChronoUnit.MICROS))));
        }
    }

    private ExportId request(@Nullable Long from, @Nullable Long to) {
        return ExportId.parse(TestEngine.await(engine.submit(new Submission<>(
                                TestEngine.key("e" + keys++), desk.request(from, to, "fay"), new Ids()))
                        .toCompletableFuture())
                .answer()
                .body());
    }

    private ExportJob export(@Nullable Long from, @Nullable Long to) {
        ExportId id = request(from, to);
        ExportJob done = runner.runNext().orElseThrow();
        assertThat(done.failureOrNull()).isNull();
        assertThat(desk.completed(id)).isEqualTo(done);
        return done;
    }

    private Path bundle(ExportJob job) {
        return store.find(job.id()).orElseThrow();
    }

    private Path trust() throws IOException {
        return Files.writeString(directory.resolve("log.vkey"), signer.verifierKey() + "\n");
    }

    private static String verify(Path bundle, String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", bundle.toString()));
        arguments.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        VerifyCommand.run(arguments.toArray(new String[0]), print, print);
        return out.toString(StandardCharsets.UTF_8);
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
        public LeafStream leaves(long from, long to) {
            return log.leaves(from, to);
        }
    }

    /** Answers with the identity of the export. */
    private static final class Ids implements AnswerWriter<ExportJob> {

        @Override
        public Answer accepted(ExportJob result, Instant recordedAt) {
            return new Answer(202, "text/plain", "", result.recordId());
        }

        @Override
        public Answer rejected(LedgerException reason) {
            return new Answer(422, "text/plain", "", reason.detail());
        }

        @Override
        public Answer refused(DecisionRecord decision) {
            return new Answer(451, "text/plain", "", decision.reason());
        }
    }
}
