package io.stakebook.persistence.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.accrual.StartRun;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.CheckRun;
import io.stakebook.core.check.CheckTrigger;
import io.stakebook.core.check.KeepReport;
import io.stakebook.core.funding.ConfirmWithdrawal;
import io.stakebook.core.funding.Withdrawal;
import io.stakebook.core.id.CheckId;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.page.Limit;
import io.stakebook.persistence.funding.JpaWithdrawals;
import io.stakebook.persistence.product.JpaProducts;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A book that lived for three days is clean, stays clean in the midst of work, and one fault hides no other. */
@ExtendWith(WithLivedBook.class)
class BookCheckerTest {

    @Test
    void bookThatLived_isClean(LivedBook lived) {
        CheckReport report = lived.book().checker().check(EnumSet.allOf(CheckName.class));

        assertThat(report.results())
                .allSatisfy(result -> assertThat(result.findings()).isEmpty());
        assertThat(report.clean()).isTrue();
        assertThat(report.results())
                .hasSize(CheckName.values().length)
                .allSatisfy(result -> assertThat(result.examined()).isPositive());
        assertThat(report.entries()).isGreaterThan(20);
    }

    @Test
    void confirmedWithdrawal_keepsTheBookClean(LivedBook lived) {
        TestDatabase copy = lived.copy();
        try (LiveBook other = new LiveBook(copy)) {
            Withdrawal asked =
                    new JpaWithdrawals(other.reads()).find(lived.withdrawal()).orElseThrow();
            other.run(
                    ConfirmWithdrawal.of(asked, "0xdef", new EntryId(other.ids().next())));
            other.awaitSequenced();
            assertThat(other.checker().check(EnumSet.allOf(CheckName.class)).clean())
                    .isTrue();
        }
    }

    @Test
    void runThatHasBegunAndNotEnded_keepsTheBookClean(LivedBook lived) {
        TestDatabase copy = lived.copy();
        try (LiveBook other = new LiveBook(copy)) {
            other.run(StartRun.prepare(
                    LivedBook.STAKING,
                    LivedBook.FIRST.plusDays(3),
                    List.of(new JpaProducts(other.reads())
                            .terms(LivedBook.STAKING, 1)
                            .orElseThrow()),
                    new RunId(other.ids().next())));
            CustomerId late = other.customer("SG");
            other.deposit(late, TestBook.ETH, LivedBook.ETHER);
            other.subscribe(late, LivedBook.STAKING, BigInteger.TEN);
            other.assertClean();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    RUN_MANIFESTS        | update accrual_run set debits = null where state = 'COMPLETED'
                    ENTRIES_BALANCE      | update posting set asset_id = 99 where account_seq = 1
                    DECISION_CHAIN       | update policy_decision set outcome = 'PERHAPS' where seq = 2
                    EVENT_LOG            | alter table event_log disable trigger all; alter table event_log alter column leaf_hash drop not null; update event_log set leaf_hash = null where seq = 5
                    EVENT_CONTENTS       | update asset set scale = 17 where code = 'ETH'
                    """)
    void rowThatCannotBeRead_silencesNoOtherCheckAndItsReportIsListed(CheckName check, String fault, LivedBook lived) {
        TestDatabase copy = lived.copy();
        copy.tamper(fault);
        try (LiveBook other = new LiveBook(copy)) {
            CheckReport report = other.checker().check(EnumSet.allOf(CheckName.class));
            CheckRun kept = other.run(new KeepReport(new CheckId(other.ids().next()), CheckTrigger.REQUESTED, report));

            assertThat(report.results()).hasSize(CheckName.values().length);
            assertThat(report.results())
                    .filteredOn(result -> result.check() == check)
                    .singleElement()
                    .satisfies(result -> assertThat(result.found()).isPositive());
            assertThat(report.results())
                    .filteredOn(result -> result.check() == CheckName.FLOORS || result.check() == CheckName.WITHDRAWALS)
                    .allSatisfy(result -> assertThat(result.givenUpOrNull()).isNull());
            assertThat(new JdbcCheckRuns(other.snapshot())
                            .list(Optional.empty(), Limit.DEFAULT)
                            .items())
                    .contains(kept);
        }
    }
}
