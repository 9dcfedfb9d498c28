package io.stakebook.persistence.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.CheckRun;
import io.stakebook.core.check.CheckRuns;
import io.stakebook.core.check.CheckTrigger;
import io.stakebook.core.check.Finding;
import io.stakebook.core.check.KeepReport;
import io.stakebook.core.check.Standing;
import io.stakebook.core.id.CheckId;
import io.stakebook.core.page.Limit;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.check.frame.Patience;
import io.stakebook.persistence.check.frame.SqlCheck;
import io.stakebook.persistence.testing.LiveBook;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckRunsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private LiveBook book;
    private CheckRuns runs;
    private long made;

    @BeforeEach
    void open() {
        book = new LiveBook();
        runs = new JdbcCheckRuns(book.snapshot());
    }

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void report_isKeptWordForWord() {
        CheckRun kept = keep(
                NOON,
                result(CheckName.FLOORS, 2, null),
                new CheckReport.Result(CheckName.EVENT_LOG, 7, 0, List.of(), "a query took longer than 10 ms"));

        assertThat(runs.find(kept.id())).contains(kept);
        assertThat(kept.report().clean()).isFalse();
        assertThat(runs.find(new CheckId(book.ids().next()))).isEmpty();
    }

    @Test
    void reportOfTheChecker_isKeptWordForWord() {
        CheckRun kept = book.run(
                new KeepReport(later(), CheckTrigger.SCHEDULED, book.checker().check(Set.of(CheckName.FLOORS))));

        assertThat(runs.find(kept.id())).contains(kept);
    }

    @Test
    void reports_areListedNewestFirst() {
        CheckRun first = keep(NOON, result(CheckName.FLOORS, 0, null));
        CheckRun second = keep(NOON.plusSeconds(1), result(CheckName.FLOORS, 0, null));
        CheckRun third = keep(NOON.plusSeconds(2), result(CheckName.FLOORS, 0, null));

        var page = runs.list(Optional.empty(), new Limit(2));

        assertThat(page.items()).containsExactly(third, second);
        assertThat(runs.list(page.next(), new Limit(2)).items()).containsExactly(first);
    }

    @Test
    void finding_standsUntilTheSameCheckFindsNothing() {
        keep(NOON, allClean());
        assertThat(runs.standing().word()).isEqualTo(Standing.Word.CLEAN);
        assertThat(runs.standing().checkedAt()).contains(NOON.plusSeconds(1));

        keep(NOON.plusSeconds(10), result(CheckName.FLOORS, 3, null));
        keep(NOON.plusSeconds(20), result(CheckName.EVENT_LOG, 0, null));
        keep(NOON.plusSeconds(30), result(CheckName.FLOORS, 0, "a query took longer than 10 ms"));
        assertThat(runs.standing().word()).isEqualTo(Standing.Word.FINDINGS);
        assertThat(runs.standing().found()).isEqualTo(3);

        keep(NOON.plusSeconds(40), result(CheckName.FLOORS, 0, null));
        assertThat(runs.standing().word()).isEqualTo(Standing.Word.CLEAN);
    }

    @Test
    void finding_ofACheckThatWasThenGivenUp_stands() {
        keep(NOON, allClean());
        keep(NOON.plusSeconds(10), result(CheckName.FLOORS, 2, "a query took longer than 10 ms"));
        keep(NOON.plusSeconds(20), result(CheckName.FLOORS, 0, "a query took longer than 10 ms"));

        assertThat(runs.standing().word()).isEqualTo(Standing.Word.FINDINGS);
        assertThat(runs.standing().found()).isEqualTo(2);
        assertThat(runs.standing().checkedAt())
                .as("floors were not looked at to the end since")
                .contains(NOON.plusSeconds(1));

        keep(NOON.plusSeconds(30), result(CheckName.FLOORS, 0, null));
        assertThat(runs.standing().word()).isEqualTo(Standing.Word.CLEAN);
    }

    @Test
    void book_whoseChecksNeverAllEnded_isUncheckedAlthoughEachHasAResult() {
        keep(
                NOON,
                Arrays.stream(allClean())
                        .map(each -> each.check() == CheckName.FLOORS ? result(CheckName.FLOORS, 1, "gone on") : each)
                        .toArray(CheckReport.Result[]::new));

        assertThat(runs.standing().word()).isEqualTo(Standing.Word.FINDINGS);
        assertThat(runs.standing().checkedAt()).isEmpty();
    }

    @Test
    void reportWithATextThatWasLost_isListed() {
        CheckRun kept = keep(NOON, result(CheckName.FLOORS, 1, null));
        book.database().execute("update check_result set details = array[null]");

        assertThat(runs.list(Optional.empty(), new Limit(5)).items())
                .singleElement()
                .satisfies(run -> assertThat(run.id()).isEqualTo(kept.id()))
                .satisfies(run -> assertThat(
                                run.report().results().get(0).findings().get(0).detail())
                        .isEqualTo("unknown"));
    }

    @Test
    void findingsOfEveryRow_areCountedAndNotHeld() throws SQLException {
        Found found = new Found(CheckName.EVENT_CONTENTS);
        SqlCheck check = new SqlCheck(
                "select 1", "select 'entry ' || i, repeat('x', 100000) from generate_series(1, 20000) as i");

        check.run(new Glances(book.snapshot(), Duration.ofMinutes(1), 1_000, new Patience(() -> {})), found);

        assertThat(found.result().found()).isEqualTo(20_000);
        assertThat(found.result().findings())
                .hasSize(Found.KEPT)
                .allSatisfy(finding -> assertThat(finding.detail()).hasSize(Found.DETAIL));
    }

    @Test
    void book_thatWasNeverCheckedWhole_isUnchecked() {
        keep(NOON, result(CheckName.FLOORS, 0, null));

        assertThat(runs.standing().word()).isEqualTo(Standing.Word.UNCHECKED);
        assertThat(runs.standing().checkedAt()).isEmpty();
    }

    @Test
    void reports_beyondTheNewestThousand_goWithTheirResults() {
        CheckRun oldest = keep(NOON, result(CheckName.FLOORS, 0, null));
        book.database().execute("""
                insert into check_run (check_id, trigger, started_at, finished_at, entries)
                select overlay(gen_random_uuid()::text placing 'ffffffff' from 1 for 8)::uuid, 'SCHEDULED', now(), now(), 0
                  from generate_series(1, 1000)
                """);

        keep(NOON.plusSeconds(1), result(CheckName.FLOORS, 0, null));

        assertThat(runs.find(oldest.id())).isEmpty();
        assertThat(book.database().number("select count(*) from check_run")).isEqualTo(CheckRuns.KEPT);
        assertThat(book.database().number("select count(*) from check_result")).isZero();
    }

    @Test
    void query_beyondItsBound_givesUpItsCheckAndNoOther() {
        book.database().execute("""
                insert into account_limits
                select a, 1, null, null, null, null, 'me', 'many', now() from generate_series(1, 300000) a
                """);

        CheckReport report =
                book.checker().check(Set.of(CheckName.LIMITS_IN_FORCE, CheckName.REVERSALS), Duration.ofMillis(20));

        assertThat(report.finished()).isFalse();
        assertThat(report.results())
                .filteredOn(result -> result.check() == CheckName.LIMITS_IN_FORCE)
                .allSatisfy(result -> assertThat(result.givenUpOrNull()).contains("20 ms"));
        assertThat(report.results())
                .filteredOn(result -> result.check() == CheckName.REVERSALS)
                .allSatisfy(result -> assertThat(result.givenUpOrNull()).isNull());
    }

    private CheckRun keep(Instant at, CheckReport.Result... results) {
        return book.run(new KeepReport(
                later(), CheckTrigger.REQUESTED, new CheckReport(at, at.plusSeconds(1), 5, List.of(results))));
    }

    /** A millisecond after the one before. */
    private CheckId later() {
        return new CheckId(new UUID(0x0192_d0a1_0000_7000L + (++made << 16), Long.MIN_VALUE));
    }

    private static CheckReport.Result[] allClean() {
        return Arrays.stream(CheckName.values())
                .map(name -> result(name, 0, null))
                .toArray(CheckReport.Result[]::new);
    }

    private static CheckReport.Result result(CheckName name, long found, @Nullable String givenUp) {
        List<Finding> findings = found == 0 ? List.of() : List.of(new Finding(name, "1010.ETH.house", "is 5, not 4"));
        return new CheckReport.Result(name, 9, found, findings, givenUp);
    }
}
