package io.stakebook.persistence.reconciliation;

import static io.stakebook.persistence.reconciliation.ReconciledBook.DAY;
import static io.stakebook.persistence.reconciliation.ReconciledBook.HEADER;
import static io.stakebook.persistence.reconciliation.ReconciledBook.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.posting.Command;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.BreakType;
import io.stakebook.core.reconciliation.Resolution;
import io.stakebook.core.reconciliation.Statement;
import io.stakebook.core.reconciliation.StatementSummary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements about the same days: the newer counts, a day has one provider, and those that meet are kept one after the other. */
final class CompetingStatementsTest {

    private final ReconciledBook book = new ReconciledBook();

    @AfterEach
    void stop() {
        book.close();
    }

    @Test
    void newerStatement_supersedesTheOpenBreaksOfItsDays() {
        book.upload(statement("0.8", "1", "1"));
        Break old = book.open().get(0);

        book.upload(statement("0.7", "1", "1"));

        assertThat(book.desk().find(old.id()).resolution().orElseThrow().kind()).isEqualTo(Resolution.Kind.SUPERSEDED);
        assertThat(book.open()).hasSize(1);
        assertThatThrownBy(() -> book.desk().preview(old.id())).isInstanceOf(Conflict.class);
    }

    @Test
    void statementsOfOneProvider_matchedTogether_areKeptOneAfterTheOther() {
        for (int round = 0; round < 5; round++) {
            Command<StatementSummary> first = book.receive(statement("0.8", "1", "1"));
            Command<StatementSummary> second = book.receive(statement("0.7", "1", "1"));

            List<Optional<ErrorCode>> ends = book.together(first, second);

            assertThat(ends).containsExactlyInAnyOrder(Optional.empty(), Optional.of(ErrorCode.STALE));
            assertThat(book.open()).hasSize(1);
        }
        StatementId last = book.upload(statement("0.6", "1", "1")).id();
        assertThat(book.open()).extracting(Break::statement).containsExactly(last);
    }

    @Test
    void secondProviderOfADay_isRefused_unlessItReplacesTheFirst() {
        Statement first = book.upload(statement("0.8", "1"));

        assertThatThrownBy(() -> book.receive("kiln", statement("1", "1", "1")))
                .isInstanceOfSatisfying(Conflict.class, c -> {
                    assertThat(c.code()).isEqualTo(ErrorCode.STATE_CONFLICT);
                    assertThat(c.members())
                            .containsEntry("provider", "lido")
                            .containsEntry("productId", "eth-flexible")
                            .containsEntry("statementId", first.id().toString());
                });
        book.submit(book.receive("kiln", HEADER + DAY.plusDays(2) + ",eth-flexible,ETH,1,r\n"), ReconciledBook::id);
        assertThat(book.open()).extracting(Break::provider).containsExactly("lido");

        book.submit(book.receive("kiln", Optional.of("lido"), statement("0.7", "1")), ReconciledBook::id);

        assertThat(book.open()).extracting(Break::provider).containsExactly("kiln");
        assertThatThrownBy(() -> book.receive("lido", statement("0.8"))).isInstanceOf(Conflict.class);
    }

    @Test
    void statementsOfTwoProviders_matchedTogether_areNotBothKept() {
        List<Optional<ErrorCode>> ends =
                book.together(book.receive("lido", statement("0.8")), book.receive("kiln", statement("0.8")));

        assertThat(ends).containsExactlyInAnyOrder(Optional.empty(), Optional.of(ErrorCode.STALE));
        assertThat(book.open()).hasSize(1);
    }

    @Test
    void dayThatAgreed_andIsCorrectedBeforeTheStatementIsKept_isMatchedAgain() {
        book.upload(statement("0.8"));
        Command<StatementSummary> agreeing = book.receive(statement("1"));
        book.resolve(
                book.open().get(0), book.desk().preview(book.open().get(0).id()).hash());

        assertThatThrownBy(() -> book.submit(agreeing, ReconciledBook::id))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STALE))
                .hasMessageContaining("lido")
                .hasMessageContaining("product/eth-flexible");

        Statement again = book.upload(statement("1"));
        assertThat(again.agreed()).isZero();
        assertThat(book.open()).extracting(Break::type).containsExactly(BreakType.UNDER_ACCRUAL);
    }

    @Test
    void correctionAndAgreeingStatement_atTheSameTime_areKeptInTheOrderTheyWereDecided() {
        for (int day = 0; day < 5; day++) {
            String csv = HEADER + DAY.plusDays(day) + ",eth-flexible,ETH,";
            book.upload(csv + "0.8,r\n");
            Break found = book.open().get(0);
            Command<Break> correction = book.desk()
                    .resolve(found.id(), book.desk().preview(found.id()).hash(), "confirmed", "fay");
            Command<StatementSummary> agreeing = book.receive(csv + "1,r\n");

            boolean statementGoesFirst = day % 2 == 0;
            List<Optional<ErrorCode>> ends =
                    statementGoesFirst ? book.together(agreeing, correction) : book.together(correction, agreeing);

            Optional<ErrorCode> kept = ends.get(statementGoesFirst ? 0 : 1);
            assertThat(ends.get(statementGoesFirst ? 1 : 0))
                    .isEqualTo(kept.isEmpty() ? Optional.of(ErrorCode.STATE_CONFLICT) : Optional.empty());
            assertThat(kept.orElse(ErrorCode.STALE)).isEqualTo(ErrorCode.STALE);
            assertThat(book.open()).isEmpty();
        }
    }
}
