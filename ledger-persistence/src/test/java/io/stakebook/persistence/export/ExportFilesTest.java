package io.stakebook.persistence.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.export.ExportEnd;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportJobs;
import io.stakebook.core.export.ExportRunner;
import io.stakebook.core.export.ExportSeat;
import io.stakebook.core.export.ExportState;
import io.stakebook.core.id.ExportId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.proof.bundle.BookState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an export ends in, what it leaves in the directory is what the book says of it. */
final class ExportFilesTest {

    private final ExportingBook book;

    ExportFilesTest(@TempDir Path directory) throws IOException {
        book = new ExportingBook(directory);
    }

    @AfterEach
    void stop() {
        book.close();
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
        assertThat(book.files()).isEmpty();
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
        assertThat(book.files()).isEmpty();
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

    private ExportRunner runnerThatCompletes(Completing completing) {
        return new ExportRunner(
                new OddJobs(book.jobs(), completing),
                book.log(),
                book.logKeys(),
                book.signer(),
                book.store(),
                Clock.systemUTC());
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
