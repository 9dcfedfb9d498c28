package io.stakebook.persistence.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.account.Side;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.AccountHistory;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Columns;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements. By JDBC: the bounds of a page are found by halving over the primary key of the postings, which is SQL
 * of its own.
 */
public final class JdbcAccountHistory implements AccountHistory {

    private static final String BOUND = """
            with bound as materialized (
                select a.account_id,
                       case when t.recorded_from is null then 0
                            else account_seq_known(a.account_id, b.sequence, t.recorded_from - interval '1 microsecond') end
                           as recorded_low,
                       least(t.before - 1, case when t.recorded_to is null then b.sequence
                            else account_seq_known(a.account_id, b.sequence, t.recorded_to - interval '1 microsecond') end)
                           as high,
                       case when t.effective_from is null then 0
                            else account_seq_effective(a.account_id, b.sequence,
                                                       t.effective_from - interval '1 microsecond') end as effective_low,
                       case when t.effective_to is null then b.sequence
                            else account_seq_effective(a.account_id, b.sequence,
                                                       t.effective_to - interval '1 microsecond') end as effective_high,
                       coalesce(t.effective_from, '-infinity') as effective_from,
                       coalesce(t.effective_to, 'infinity') as effective_to
                  from (select cast(? as timestamptz) as effective_from, cast(? as timestamptz) as effective_to,
                               cast(? as timestamptz) as recorded_from, cast(? as timestamptz) as recorded_to,
                               cast(? as bigint) as before) t
                 cross join account a join balance_now b on b.account_id = a.account_id
                 where a.name = ?),
            """;

    /** Without a stretch of effective time every line between the bounds counts, backdated or not: the primary key alone. */
    private static final String EVERY = """
            line as (
                select p.* from bound w cross join lateral (
                     select * from posting q
                      where q.account_id = w.account_id and q.account_seq > w.recorded_low and q.account_seq <= w.high
                      order by q.account_seq desc limit ?) p)
            """;

    /**
     * Lines that are not backdated rise in effective time, so a stretch of it is a stretch of sequences; a backdated line
     * lies after the first line that is not before the stretch, and is found by its partial index.
     */
    private static final String STRETCH = """
            line as (
                (select p.* from bound w cross join lateral (
                     select * from posting q
                      where q.account_id = w.account_id and not q.backdated
                        and q.account_seq > greatest(w.recorded_low, w.effective_low)
                        and q.account_seq <= least(w.high, w.effective_high)
                      order by q.account_seq desc limit ?) p)
                union all
                (select p.* from bound w cross join lateral (
                     select * from posting q
                      where q.account_id = w.account_id and q.backdated
                        and q.effective_at >= w.effective_from and q.effective_at < w.effective_to
                        and q.account_seq > greatest(w.recorded_low, w.effective_low) and q.account_seq <= w.high
                      order by q.account_seq desc limit ?) p))
            """;

    private static final String LINES = """
            select l.entry_id, e.kind, l.phase, l.debit, l.units, l.account_seq, l.debits_after, l.credits_after,
                   coalesce(l.pending_debits_after, 0) as pending_debits_after,
                   coalesce(l.pending_credits_after, 0) as pending_credits_after, l.effective_at, e.business_date,
                   e.carried_from, e.recorded_at
              from (select * from line order by account_seq desc limit ?) l
              join journal_entry e on e.entry_id = l.entry_id
             order by l.account_seq desc
            """;

    private final BookReader reader;

    public JdbcAccountHistory(BookReader reader) {
        this.reader = reader;
    }

    @Override
    public Page<Line, Long> lines(AccountName account, Range range, Optional<Long> before, Limit limit) {
        int most = limit.value() + 1;
        boolean stretch = range.effectiveFrom() != null || range.effectiveTo() != null;
        List<Line> found = reader.read(BOUND + (stretch ? STRETCH : EVERY) + LINES, (connection, select) -> {
            JdbcBalances.time(select, 1, upToMicros(range.effectiveFrom()));
            JdbcBalances.time(select, 2, upToMicros(range.effectiveTo()));
            JdbcBalances.time(select, 3, upToMicros(range.recordedFrom()));
            JdbcBalances.time(select, 4, upToMicros(range.recordedTo()));
            select.setLong(5, before.orElse(Long.MAX_VALUE));
            select.setString(6, account.toString());
            int last = stretch ? 9 : 8;
            for (int parameter = 7; parameter <= last; parameter++) {
                select.setInt(parameter, most);
            }
            List<Line> lines = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.add(line(account, row));
                }
            }
            return lines;
        });
        return Page.of(found, limit, line -> line.after().sequence());
    }

    private static @Nullable Instant upToMicros(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }

    private static Line line(AccountName account, ResultSet row) throws SQLException {
        BigInteger units = Columns.units(row, "units");
        return new Line(
                new EntryId(row.getObject("entry_id", UUID.class)),
                EntryKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Phase.Name.of(row.getString("phase").charAt(0)),
                new Posting(
                        account,
                        row.getBoolean("debit") ? Side.DEBIT : Side.CREDIT,
                        new Amount(account.asset(), units)),
                new Balance(
                        account,
                        Columns.units(row, "debits_after"),
                        Columns.units(row, "credits_after"),
                        Columns.units(row, "pending_debits_after"),
                        Columns.units(row, "pending_credits_after"),
                        row.getLong("account_seq"),
                        Limits.NONE),
                Columns.time(row, "effective_at"),
                row.getObject("business_date", LocalDate.class),
                row.getObject("carried_from", LocalDate.class),
                Columns.time(row, "recorded_at"));
    }
}
