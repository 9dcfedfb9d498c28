package io.stakebook.persistence.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportRange;
import io.stakebook.core.export.ExportState;
import io.stakebook.core.export.SignedHead;
import io.stakebook.core.logkey.AddLogKey;
import io.stakebook.core.page.Limit;
import io.stakebook.core.posting.JobAnswers;
import io.stakebook.core.proof.note.Checkpoint;
import io.stakebook.core.proof.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported, how exports follow each other, and that a stranger accepts them. */
final class ExportTest {

    private final ExportingBook book;

    ExportTest(@TempDir Path directory) throws IOException {
        book = new ExportingBook(directory);
    }

    @AfterEach
    void stop() {
        book.close();
    }

    @Test
    void bookWithEvents_isExported_andAStrangerAcceptsTheBundle() throws IOException {
        book.deposits(25);

        ExportJob exported = book.export(null, null);

        assertThat(exported.state()).isEqualTo(ExportState.COMPLETED);
        assertThat(exported.range()).contains(new ExportRange(0, 25));
        assertThat(exported.done()).isEqualTo(25);
        assertThat(exported.bundle().orElseThrow().entries()).isEqualTo(25);
        Path bundle = book.bundle(exported);
        assertThat(Files.size(bundle)).isEqualTo(exported.bundle().orElseThrow().bytes());
        assertThat(ExportingBook.verify(bundle, "--trust", book.trust().toString(), "--json"))
                .contains("\"verdict\":\"accepted\"")
                .contains("\"size\":25")
                .contains(exported.bundle().orElseThrow().root());
        assertThat(book.directory().resolve("exports"))
                .isDirectoryContaining(file -> file.equals(bundle))
                .isDirectoryNotContaining(file -> !file.equals(bundle));
    }

    @Test
    void exportsFollowEachOther_alsoOverAnEmptyStretch_andEachPinsTheOneBefore() throws IOException {
        book.deposits(7);
        ExportJob first = book.export(null, null);
        book.deposits(5);
        ExportJob second = book.export(null, null);
        ExportJob empty = book.export(null, null);
        book.deposits(1);
        ExportJob last = book.export(null, null);

        assertThat(List.of(second, empty, last))
                .extracting(job -> job.range().orElseThrow())
                .containsExactly(new ExportRange(7, 12), new ExportRange(12, 12), new ExportRange(12, 13));
        assertThat(List.of(first, second, empty, last))
                .extracting(job -> job.bundle().orElseThrow().sequence())
                .containsExactly(0L, 1L, 2L, 3L);
        String trust = book.trust().toString();
        assertThat(ExportingBook.verify(
                        book.bundle(second),
                        "--trust",
                        trust,
                        "--pin",
                        book.bundle(first).toString(),
                        "--json"))
                .contains("\"verdict\":\"accepted\"");
        assertThat(ExportingBook.verify(
                        book.bundle(empty),
                        "--trust",
                        trust,
                        "--pin",
                        book.bundle(second).toString(),
                        "--json"))
                .contains("\"verdict\":\"accepted\"");
        assertThat(ExportingBook.verify(
                        book.bundle(last),
                        "--trust",
                        trust,
                        "--pin",
                        book.bundle(empty).toString(),
                        "--json"))
                .contains("\"verdict\":\"accepted\"");
    }

    @Test
    void wholeBook_canBeExportedAgain_afterItsParts() throws IOException {
        book.deposits(4);
        book.export(null, null);
        book.deposits(4);
        book.export(null, null);

        ExportJob whole = book.export(0L, 8L);

        assertThat(whole.range()).contains(new ExportRange(0, 8));
        book.assertAccepted(whole);
    }

    @Test
    void bundleOfAnotherLog_isNotAccepted_underThisTrust() throws IOException {
        book.deposits(2);
        Path foreign = book.bundle(book.export(null, null));
        Path trust = Files.writeString(
                book.directory().resolve("other.vkey"), new JdkSigner(ExportingBook.ORIGIN).verifierKey() + "\n");

        assertThat(ExportingBook.verify(foreign, "--trust", trust.toString(), "--json"))
                .doesNotContain("accepted");
    }

    @Test
    void keyTheLogLearntOfLater_signsNoOlderSize_andCarriesOnWhereTheOldOneEnded() throws IOException {
        book.logKeys().admit(book.signer().verifierKey(), Instant.EPOCH);
        book.deposits(3);
        book.export(null, null);
        JdkSigner next = new JdkSigner(ExportingBook.ORIGIN);
        book.submit(
                new AddLogKey(
                        next.verifierKey(),
                        "opa",
                        book.signer().verifierKey(),
                        book.log().head().size()),
                new JobAnswers<>((added, at) -> "added"));
        book.signWith(next);

        book.request(0L, 2L);
        assertThat(book.runner().runNext().orElseThrow().failureOrNull())
                .isEqualTo("the export is not possible: the key " + next.verifierKey()
                        + " signs sizes of the log from 3 on, not 2; ask for an export that ends later");

        ExportJob across = book.export(null, null);
        assertThat(across.range()).contains(new ExportRange(3, 5));
        Path trust = Files.writeString(book.directory().resolve("next.vkey"), next.verifierKey() + "\n");
        assertThat(ExportingBook.verify(book.bundle(across), "--trust", trust.toString(), "--json"))
                .contains(
                        "\"verdict\":\"accepted\"",
                        "\"keys\":\"" + book.signer().verifierKey() + " " + next.verifierKey());
    }

    @Test
    void stretchTheLogDoesNotHave_isRefused() {
        book.deposits(3);
        assertThat(book.log().awaitCommitted(Duration.ofSeconds(30))).isTrue();

        for (Long[] range :
                List.of(new Long[] {0L, 4L}, new Long[] {-1L, 2L}, new Long[] {3L, 2L}, new Long[] {2L, 3L})) {
            assertThatThrownBy(() -> book.desk().request(range[0], range[1], "fay"))
                    .isInstanceOfSatisfying(
                            Rejected.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.FIELD_INVALID));
        }
        assertThat(book.database().number("select count(*) from export_job")).isZero();
    }

    @Test
    void exports_areListedNewestFirst() {
        for (int i = 0; i < 3; i++) {
            book.request(null, null);
        }

        var page = book.jobs().list(Optional.empty(), new Limit(2));
        var rest = book.jobs().list(page.next(), new Limit(2));

        assertThat(page.items()).hasSize(2);
        assertThat(rest.items()).hasSize(1);
        assertThat(rest.next()).isEmpty();
        assertThat(page.items().get(0).id().compareTo(rest.items().get(0).id())).isPositive();
    }

    @Test
    void checkpoint_isTheLogsHead_signed() {
        book.deposits(6);
        book.log().awaitCommitted(Duration.ofSeconds(30));
        SignedHead head = new SignedHead(book.log(), book.signer());

        Checkpoint checkpoint =
                Checkpoint.parse(SignedNote.parse(head.current()).text());

        assertThat(checkpoint)
                .isEqualTo(new Checkpoint(
                        ExportingBook.ORIGIN, 6, book.log().head().root()));
        assertThat(head.current()).isEqualTo(head.current());
    }
}
