package io.stakebook.persistence.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportState;
import io.stakebook.core.id.ExportId;
import io.stakebook.persistence.check.BookChecker;
import io.stakebook.persistence.sql.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an export rests on is damaged: it ends with its reason, or the checker finds it; the next is not kept waiting. */
final class ExportDamageTest {

    private final ExportingBook book;

    ExportDamageTest(@TempDir Path directory) throws IOException {
        book = new ExportingBook(directory);
    }

    @AfterEach
    void stop() {
        book.close();
    }

    @Test
    void stateOfSeveralParts_isWhereTheNextExportBegins() throws IOException {
        book.deposits(5);
        book.export(null, null);
        book.deposits(5);

        ExportJob second = book.export(null, null);

        assertThat(book.database().number("select count(*) from export_state_part where export_seq = 0"))
                .isGreaterThan(3);
        book.assertAccepted(second);
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
}
