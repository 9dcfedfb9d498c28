package io.stakebook.persistence.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.accrual.AccrualLine;
import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.accrual.RunState;
import io.stakebook.core.decision.Decisions;
import io.stakebook.core.funding.Withdrawal;
import io.stakebook.core.page.Limit;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Positions;
import io.stakebook.persistence.accrual.JpaAccrualLines;
import io.stakebook.persistence.accrual.JpaAccrualRuns;
import io.stakebook.persistence.clock.JpaClockOffsets;
import io.stakebook.persistence.customer.JpaCustomers;
import io.stakebook.persistence.decision.JpaDecisions;
import io.stakebook.persistence.funding.JpaWithdrawals;
import io.stakebook.persistence.position.JpaPositions;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the reads by JPA tell of a book that lived. */
@ExtendWith(WithLivedBook.class)
class LivedBookReadsTest {

    @Test
    void reads_showWhatWasWritten(LivedBook lived) {
        PositionView read = new JpaPositions(lived.book().reads())
                .find(lived.position().position().id())
                .orElseThrow();

        assertThat(read.position().principal()).isEqualTo(LivedBook.ETHER.multiply(BigInteger.TWO));
        assertThat(read.position().rewardAccrued())
                .isPositive()
                .isEqualTo(read.position().rewardPaid());
        assertThat(new JpaPositions(lived.book().reads())
                        .list(new Positions.Query(lived.ann(), null, null), Optional.empty(), Limit.DEFAULT)
                        .items())
                .containsExactly(read);
        assertThat(new JpaCustomers(lived.book().reads())
                        .find(lived.ann())
                        .orElseThrow()
                        .facts()
                        .residency())
                .isEqualTo("SG");
        assertThat(new JpaCustomers(lived.book().reads())
                        .list(Optional.empty(), Limit.DEFAULT)
                        .items())
                .hasSize(2);
        assertThat(new JpaAccrualRuns(lived.book().reads()).find(lived.lastRun().id()))
                .contains(lived.lastRun());
        assertThat(lived.lastRun().state()).isEqualTo(RunState.COMPLETED);
        assertThat(new JpaClockOffsets(lived.book().reads()).current().seconds())
                .isPositive();
        Withdrawal asked = new JpaWithdrawals(lived.book().reads())
                .find(lived.withdrawal())
                .orElseThrow();
        assertThat(asked.amount().units()).isEqualTo(LivedBook.ETHER);
        Decisions.KeptDecision refused = new JpaDecisions(lived.book().reads())
                .list(new Decisions.Query(null, "DENY", null, null, null, null), Optional.empty(), Limit.DEFAULT)
                .items()
                .get(0);
        assertThat(refused.decision().reason()).startsWith("CN_");
        assertThat(new JpaDecisions(lived.book().reads())
                        .find(refused.decision().id()))
                .contains(refused);
    }

    @Test
    void lines_areListedForManifestAndForCustomer(LivedBook lived) {
        AccrualLines lines = new JpaAccrualLines(lived.book().reads());
        var first = lines.ofRun(lived.lastRun().id(), Optional.empty(), new Limit(3));
        var second = lines.ofRun(lived.lastRun().id(), first.next(), new Limit(3));

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(1);
        assertThat(first.items())
                .extracting(AccrualLine::recordId)
                .doesNotContainAnyElementsOf(
                        second.items().stream().map(AccrualLine::recordId).toList());
        var ofAnn = lines.list(
                new AccrualLines.Query(lived.ann(), LivedBook.STAKING, null, null, null),
                Optional.empty(),
                new Limit(4));
        var rest = lines.list(
                new AccrualLines.Query(lived.ann(), LivedBook.STAKING, null, null, null), ofAnn.next(), new Limit(4));
        assertThat(ofAnn.items().get(0).day()).isEqualTo(LivedBook.FIRST.plusDays(2));
        assertThat(rest.items()).hasSize(2);
        assertThat(rest.items().get(1).day()).isEqualTo(LivedBook.FIRST);
    }
}
