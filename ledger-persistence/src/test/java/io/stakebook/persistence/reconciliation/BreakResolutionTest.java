package io.stakebook.persistence.reconciliation;

import static io.stakebook.persistence.reconciliation.ReconciledBook.GROSS;
import static io.stakebook.persistence.reconciliation.ReconciledBook.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.page.Limit;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.NoteBreak;
import io.stakebook.core.reconciliation.Preview;
import io.stakebook.core.reconciliation.Resolution;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Breaks are corrected by previewed entries, noted, handed over, and closed by two people where they are large. */
final class BreakResolutionTest {

    private final ReconciledBook book = new ReconciledBook();

    @AfterEach
    void stop() {
        book.close();
    }

    @Test
    void resolution_postsThePreviewedEntry_andTheNextStatementAgrees() {
        book.upload(statement("0.8", "1", "1"));
        Break found = book.open().get(0);
        Preview preview = book.desk().preview(found.id());

        book.resolve(found, preview.hash());

        Break closed = book.desk().find(found.id());
        assertThat(closed.resolution().orElseThrow().kind()).isEqualTo(Resolution.Kind.CORRECTED);
        String entry =
                closed.resolution().orElseThrow().entry().orElseThrow().value().toString();
        assertThat(book.database().column("select kind from journal_entry where entry_id = '" + entry + "'"))
                .containsExactly("accrual_correction");
        assertThat(book.database().column("""
                        select a.name || ' ' || case when p.debit then 'D' else 'C' end || ' ' || p.units
                          from posting p join account a using (account_id)
                         where p.entry_id = '%s' order by p.leg
                        """.formatted(entry)))
                .containsExactly(
                        "5050.ETH.house D 180000000000000000",
                        "4010.ETH.house D 20000000000000000",
                        "1150.ETH.house C 200000000000000000");

        book.upload(statement("0.8", "1", "1"));
        assertThat(book.open()).isEmpty();
    }

    @Test
    void secondCorrectionOfOneDay_isCountedOnTheFirst() {
        book.upload(statement("0.8", "1", "1"));
        book.resolve(
                book.open().get(0), book.desk().preview(book.open().get(0).id()).hash());
        book.upload(statement("0.7", "1", "1"));
        Break again = book.open().get(0);

        book.resolve(again, book.desk().preview(again.id()).hash());

        assertThat(again.difference()).isEqualTo(BigInteger.valueOf(-GROSS / 10));
        assertThat(book.database().column("select corrected || ' ' || corrections from reward_day"))
                .containsExactly(-3 * GROSS / 10 + " 2");
    }

    @Test
    void resolvedBreak_cannotBeResolvedAgain_byAnyone() {
        book.upload(statement("0.8", "1", "1"));
        Break found = book.open().get(0);
        String hash = book.desk().preview(found.id()).hash();
        book.resolve(found, hash);

        assertThatThrownBy(() -> book.resolve(found, hash))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STATE_CONFLICT));
        assertThatThrownBy(() -> book.database().execute("update reward_break set resolved_by = 'eve'"))
                .hasMessageContaining("stays so");
        assertThat(book.database().number("select count(*) from journal_entry")).isEqualTo(1);
    }

    @Test
    void breakAboveTheLimit_waitsForASecondPerson_whoNeitherAskedNorBroughtTheStatement() {
        book.upload(statement("0.4", "1", "1"));
        Break found = book.open().get(0);
        String hash = book.desk().preview(found.id()).hash();
        assertThatThrownBy(() -> book.submit(book.desk().approve(found.id(), hash, "ben"), Break::recordId))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STATE_CONFLICT));

        book.submit(book.desk().resolve(found.id(), hash, "the provider confirmed its figure", "ada"), Break::recordId);

        assertThat(book.desk().find(found.id()).waiting().orElseThrow().by()).isEqualTo("ada");
        assertThat(book.database().number("select count(*) from journal_entry")).isZero();
        assertThat(book.approval(found, "ada", hash)).contains("ada, who asked for it");
        assertThat(book.approval(found, "fay", hash)).contains("fay, who brought the statement");
        assertThatThrownBy(() -> book.approval(found, "ben", "0".repeat(64)))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STALE));
        assertThat(book.open()).hasSize(1);

        book.approval(found, "ben", hash);

        Resolution closed = book.desk().find(found.id()).resolution().orElseThrow();
        assertThat(closed.by()).isEqualTo("ada");
        assertThat(closed.approvedByOrNull()).isEqualTo("ben");
        assertThat(closed.note()).isEqualTo("the provider confirmed its figure");
        assertThat(closed.kind()).isEqualTo(Resolution.Kind.CORRECTED);
        assertThat(book.database().number("select count(*) from journal_entry")).isEqualTo(1);
    }

    @Test
    void notesOfABreak_areKeptInOrder_andHandItOver() {
        book.upload(statement("0.8", "1", "1"));
        Break found = book.open().get(0);

        book.submit(new NoteBreak(found.id(), "asked the provider", Optional.empty(), "fay"), Break::recordId);
        book.submit(new NoteBreak(found.id(), "on holiday", Optional.of("ben"), "fay"), Break::recordId);

        assertThat(book.desk().find(found.id()).owner()).isEqualTo("ben");
        assertThat(book.desk().find(found.id()).notes()).isEqualTo(2);
        assertThat(book.reconciliations()
                        .notes(found.id(), Optional.of(1), Limit.LARGEST)
                        .items())
                .extracting(note -> note.number() + " " + note.text() + " " + note.ownerOrNull() + " " + note.by())
                .containsExactly("2 on holiday ben fay");
        book.resolve(found, book.desk().preview(found.id()).hash());
        assertThatThrownBy(() ->
                        book.submit(new NoteBreak(found.id(), "too late", Optional.empty(), "fay"), Break::recordId))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STATE_CONFLICT));
    }

    @Test
    void breakWhoseDayWasCorrectedSince_asksForItsStatementAgain_andIsThenResolved() {
        book.upload(statement("0.8", "1", "1"));
        Break found = book.open().get(0);
        String hash = book.desk().preview(found.id()).hash();
        book.database().execute("insert into reward_day values ('eth-flexible', '2026-03-01', -100, 1)");

        assertThatThrownBy(() -> book.desk().preview(found.id()))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STALE))
                .hasMessageContaining("upload the statement of \"lido\" again");
        assertThatThrownBy(() -> book.resolve(found, hash)).isInstanceOf(Conflict.class);

        book.upload(statement("0.8", "1", "1"));
        Break again = book.open().get(0);
        book.resolve(again, book.desk().preview(again.id()).hash());
        assertThat(book.open()).isEmpty();
    }
}
