package io.stakebook.persistence.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.export.BundleStore;
import io.stakebook.core.export.ExportDesk;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportRunner;
import io.stakebook.core.export.LeafLog;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ExportId;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.AnswerWriter;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Submission;
import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.persistence.event.sequencer.Sequencer;
import io.stakebook.persistence.logkey.JdbcLogKeys;
import io.stakebook.persistence.logkey.LogKeyStore;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.sql.BookReader;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A book with its engine, sequencer and exporter, and what a stranger says of what it exports. */
final class ExportingBook implements AutoCloseable {

    static final String ORIGIN = "stakebook.test/books/main";

    /** Small, so that every state is stored in several parts. */
    private static final int PART_BYTES = 64;

    /** Small, so that the log is read in several pages. */
    private static final int PAGE = 2;

    private final TestDatabase database = TestDatabase.create();
    private final JdkSigner signer = new JdkSigner(ORIGIN);
    private final JdbcExportJobs jobs =
            new JdbcExportJobs(new BookReader(database.dataSource()), database.dataSource(), PART_BYTES);
    private final JdbcLeafLog log = new JdbcLeafLog(new BookReader(database.dataSource()), PAGE);
    private final JdbcLogKeys logKeys = new JdbcLogKeys(new BookReader(database.dataSource()), database.dataSource());
    private final ExportDesk desk = new ExportDesk(jobs, log, TestBook.ids(), Clock.systemUTC());
    private final Sequencer sequencer = new Sequencer(database.dataSource(), TestEngine.events());
    private final GroupCommitEngine engine;
    private final Path directory;
    private final BundleStore store;

    private ExportRunner runner;
    private int keys;

    /** @param directory of the test, for bundles and trust files */
    ExportingBook(Path directory) throws IOException {
        this.directory = directory;
        engine = TestEngine.start(
                database.dataSource(), EngineConfig.defaults(), List.of(new LogKeyStore(), new ExportJobStore()));
        sequencer.start();
        store = new BundleStore(directory.resolve("exports"));
        runner = runner(log, signer);
    }

    TestDatabase database() {
        return database;
    }

    JdkSigner signer() {
        return signer;
    }

    JdbcExportJobs jobs() {
        return jobs;
    }

    JdbcLeafLog log() {
        return log;
    }

    JdbcLogKeys logKeys() {
        return logKeys;
    }

    ExportDesk desk() {
        return desk;
    }

    Sequencer sequencer() {
        return sequencer;
    }

    Path directory() {
        return directory;
    }

    BundleStore store() {
        return store;
    }

    ExportRunner runner() {
        return runner;
    }

    ExportRunner runner(LeafLog leaves, NoteSigner signs) {
        return new ExportRunner(jobs, leaves, logKeys, signs, store, Clock.systemUTC());
    }

    void signWith(NoteSigner next) {
        runner = runner(log, next);
    }

    void deposits(int count) {
        for (int i = 0; i < count; i++) {
            CustomerId customer = TestBook.customer();
            TestEngine.run(
                    engine,
                    TestEngine.key("d" + keys++),
                    TestEngine.posting(
                            TestBook.deposit(customer, 1_000, Instant.now().truncatedTo(ChronoUnit.MICROS))));
        }
    }

    <R> Answer submit(Command<R> command, AnswerWriter<R> answers) {
        return TestEngine.await(engine.submit(new Submission<>(TestEngine.key("e" + keys++), command, answers))
                        .toCompletableFuture())
                .answer();
    }

    ExportId request(@Nullable Long from, @Nullable Long to) {
        return ExportId.parse(submit(desk.request(from, to, "fay"), new Ids()).body());
    }

    ExportJob export(@Nullable Long from, @Nullable Long to) {
        ExportId id = request(from, to);
        ExportJob done = runner.runNext().orElseThrow();
        assertThat(done.failureOrNull()).isNull();
        assertThat(desk.completed(id)).isEqualTo(done);
        return done;
    }

    Path bundle(ExportJob job) {
        return store.find(job.id()).orElseThrow();
    }

    Path trust() throws IOException {
        return Files.writeString(directory.resolve("log.vkey"), signer.verifierKey() + "\n");
    }

    /** What exports left in their directory. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("exports"))) {
            return files.toList();
        }
    }

    void assertAccepted(ExportJob job) throws IOException {
        assertThat(verify(bundle(job), "--trust", trust().toString(), "--json")).contains("\"verdict\":\"accepted\"");
    }

    /** What the verifier prints. */
    static String verify(Path bundle, String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", bundle.toString()));
        arguments.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        VerifyCommand.run(arguments.toArray(new String[0]), print, print);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        engine.close();
        sequencer.close();
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
