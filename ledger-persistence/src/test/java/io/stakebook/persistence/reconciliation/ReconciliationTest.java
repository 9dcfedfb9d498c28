package io.stakebook.persistence.reconciliation;

import static io.stakebook.persistence.reconciliation.ReconciledBook.DAY;
import static io.stakebook.persistence.reconciliation.ReconciledBook.ETH;
import static io.stakebook.persistence.reconciliation.ReconciledBook.GROSS;
import static io.stakebook.persistence.reconciliation.ReconciledBook.HEADER;
import static io.stakebook.persistence.reconciliation.ReconciledBook.query;
import static io.stakebook.persistence.reconciliation.ReconciledBook.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.BreakState;
import io.stakebook.core.reconciliation.BreakType;
import io.stakebook.core.reconciliation.Reconciliations;
import io.stakebook.core.reconciliation.Statement;
import io.stakebook.core.reconciliation.StatementSummary;
import io.stakebook.core.reconciliation.file.StatementLine;
import io.stakebook.persistence.testing.TestEngine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements of a provider and the breaks found in them, as they are kept and read. */
final class ReconciliationTest {

    private final ReconciledBook book = new ReconciledBook();

    @AfterEach
    void stop() {
        book.close();
    }

    @Test
    void statement_isKeptWithItsLinesAndBreaks_andReadBackAsItWas() {
        Statement kept = book.upload(statement("1.2", "1", "0.9"));

        StatementSummary summary = book.reconciliations().statement(kept.id()).orElseThrow();
        assertThat(summary.statement()).isEqualTo(kept);
        assertThat(summary.found()).containsOnlyKeys(BreakType.UNDER_ACCRUAL, BreakType.GROSS_NET);
        assertThat(summary.open()).isEqualTo(2);
        assertThat(kept.days()).isEqualTo(3);
        assertThat(kept.agreed()).isEqualTo(1);
        Page<StatementLine, Integer> lines = book.reconciliations().lines(kept.id(), Optional.empty(), new Limit(2));
        assertThat(lines.items())
                .extracting(line -> line.line() + " " + line.reference())
                .containsExactly("2 r0", "3 r1");
        assertThat(book.reconciliations()
                        .lines(kept.id(), lines.next(), new Limit(2))
                        .items())
                .extracting(StatementLine::units)
                .containsExactly(BigInteger.valueOf(GROSS / 10 * 9));
        assertThat(book.open())
                .extracting(Break::type)
                .containsExactlyInAnyOrder(BreakType.UNDER_ACCRUAL, BreakType.GROSS_NET);
        assertThat(book.open()).allSatisfy(found -> {
            assertThat(found.statement()).isEqualTo(kept.id());
            assertThat(found.owner()).isEqualTo("fay");
            assertThat(found.state()).isEqualTo(BreakState.OPEN);
        });
    }

    @Test
    void figureLargerThanAnyBalance_isKeptAsAUnitError() {
        book.upload(statement("1000000000000000000000", "1", "1"));

        assertThat(book.open()).extracting(Break::type).containsExactly(BreakType.UNIT_SCALE);
        assertThat(book.open().get(0).reported()).isEqualTo(BigInteger.TEN.pow(39));
    }

    @Test
    void unreadableStatement_leavesEveryTableAsItWas() {
        assertThatThrownBy(() -> book.upload(HEADER + "2026-03-01,eth-flexible,ETH,one,r1\n"))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.STATEMENT_UNREADABLE));

        assertThat(book.database().number("select count(*) from reward_statement"))
                .isZero();
        assertThat(book.database().number("select count(*) from idempotency")).isZero();
    }

    @Test
    void sameUpload_withTheSameKey_isAnsweredAgain_andKeptOnce() {
        Command<StatementSummary> first = book.receive(statement("0.8", "1", "1"));
        Command<StatementSummary> second = book.receive(statement("0.8", "1", "1"));
        IdempotencyKey key = TestEngine.key("upload");

        Outcome kept = book.submit(key, first, ReconciledBook::id);
        Outcome again = book.submit(key, second, ReconciledBook::id);

        assertThat(again.replayed()).isTrue();
        assertThat(again.answer()).isEqualTo(kept.answer());
        assertThat(book.database().number("select count(*) from reward_statement"))
                .isEqualTo(1);
    }

    @Test
    void lists_arePagedNewestFirst() {
        List<StatementId> uploaded = new ArrayList<>();
        for (int i = 1; i < 6; i++) {
            uploaded.add(0, book.upload(statement("0." + i, "1", "1")).id());
        }
        List<StatementId> seen = new ArrayList<>();
        Optional<StatementId> before = Optional.empty();
        do {
            Page<Statement, StatementId> page = book.reconciliations().statements(before, new Limit(2));
            page.items().forEach(statement -> seen.add(statement.id()));
            before = page.next();
        } while (before.isPresent());

        assertThat(seen).containsExactlyInAnyOrderElementsOf(uploaded).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(book.breaks(new Reconciliations.BreakQuery(
                        BreakState.RESOLVED, BreakType.OVER_ACCRUAL, null, "lido", "fay", ETH, DAY)))
                .hasSize(4);
        assertThat(book.breaks(query(uploaded.get(0), null, null, null, null))).hasSize(1);
        assertThat(book.breaks(query(null, "kiln", null, null, null))).isEmpty();
        assertThat(book.breaks(query(null, null, "ben", null, null))).isEmpty();
        assertThat(book.breaks(query(null, null, null, new ProductId("other"), null)))
                .isEmpty();
        assertThat(book.breaks(query(null, null, null, null, DAY.minusDays(1)))).isEmpty();
    }
}
