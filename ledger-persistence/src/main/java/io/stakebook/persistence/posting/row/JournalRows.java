package io.stakebook.persistence.posting.row;

import io.stakebook.core.account.Side;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.posting.Trial;
import io.stakebook.persistence.entry.StampedEntry;
import io.stakebook.persistence.posting.batch.Effects;
import io.stakebook.persistence.sql.RowSink;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The columns of a row of each {@link HotTable}, in the table's order. */
final class JournalRows {

    private JournalRows() {}

    static void entry(RowSink to, StampedEntry recorded) {
        JournalEntry entry = recorded.entry();
        EntryContext about = entry.context();
        to.row(HotTable.ENTRY.columns())
                .uuid(entry.id().value())
                .text(entry.kind().wire())
                .letter(entry.phase().code())
                .time(entry.effectiveAt())
                .date(entry.businessDate())
                .date(entry.carriedFrom())
                .time(recorded.recordedAt())
                .time(entry.phase() instanceof Phase.Reserved reserved ? reserved.expiresAt() : null)
                .uuid(entry.phase().ofReservation().map(EntryId::value).orElse(null))
                .uuid(about.customer() == null ? null : about.customer().value())
                .text(about.product() == null ? null : about.product().toString())
                .uuid(about.position() == null ? null : about.position().value())
                .uuid(about.run() == null ? null : about.run().value())
                .text(about.yieldSource() == null ? null : about.yieldSource().toString())
                .uuid(about.decision() == null ? null : about.decision().value())
                .uuid(about.reverses() == null ? null : about.reverses().value())
                .text(about.memo())
                .text(about.postedBy());
    }

    /** @param account number of the line's account */
    static void line(RowSink to, long account, int asset, Effects.Line recorded) {
        Trial.Line line = recorded.posted();
        JournalEntry entry = line.entry();
        Balance after = line.after();
        boolean debitNormal = after.account().chart().type().normalSide() == Side.DEBIT;
        @Nullable BigInteger floor = floor(line);
        to.row(HotTable.POSTING.columns())
                .int8(account)
                .int8(after.sequence())
                .uuid(entry.id().value())
                .int2(line.leg())
                .int2(asset)
                .letter(entry.phase().code())
                .bool(line.posting().side() == Side.DEBIT)
                .numeric(line.posting().amount().units())
                .numeric(after.debits())
                .numeric(after.credits())
                .numeric(nullIfZero(after.pendingDebits()))
                .numeric(nullIfZero(after.pendingCredits()))
                .time(entry.effectiveAt())
                .bool(recorded.backdated())
                .numeric(debitNormal ? floor : null)
                .numeric(debitNormal ? null : floor);
    }

    /** What the account must keep on its normal side from here on; inside an entry it may dip. */
    private static @Nullable BigInteger floor(Trial.Line line) {
        Balance after = line.after();
        return line.last() ? after.limits().floor(after.account().chart()).orElse(null) : null;
    }

    private static @Nullable BigInteger nullIfZero(BigInteger units) {
        return units.signum() == 0 ? null : units;
    }

    static void outcome(RowSink to, Effects.Kept kept) {
        to.row(HotTable.OUTCOME.columns())
                .text(kept.key().scope())
                .text(kept.key().key())
                .text(kept.key().fingerprint())
                .letter(kept.kind())
                .int2(kept.answer().status())
                .text(kept.answer().contentType())
                .text(kept.answer().location())
                .text(kept.answer().body())
                .time(kept.recordedAt())
                .uuids(kept.entries())
                .uuid(kept.decision());
    }
}
