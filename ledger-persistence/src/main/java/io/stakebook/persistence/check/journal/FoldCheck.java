package io.stakebook.persistence.check.journal;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.check.frame.Sql;
import io.stakebook.persistence.check.frame.SqlCheck;
import io.stakebook.persistence.check.frame.Stretch;
import io.stakebook.persistence.check.frame.Stretches;
import io.stakebook.persistence.sql.Rows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Balance rows against the postings they have followed; later postings say themselves where the account stands. Accounts are
 * taken together as long as their histories fit into a stretch; a longer history is added up piece by piece.
 */
public final class FoldCheck implements Check {

    private static final String FOLLOWED = "p.account_seq <= r.sequence";

    /** The next account that has postings, and the one whose history does not fit any more. */
    private static final String NEXT = """
            select (select p.account_id from posting p where within[p.account_id] order by p.account_id limit 1),
                   (select p.account_id from posting p where within[p.account_id]
                     order by p.account_id, p.account_seq offset %d limit 1)
            """;

    private static final String FOLDS = """
            with fold as (
                select p.account_id, %s as debits, %s as credits, %s as pending_debits, %s as pending_credits,
                       count(*) filter (where %s) as sequence, max(p.effective_at) filter (where %s) as high
                  from posting p left join (select * from balance q where within[q.account_id]) r using (account_id)
                 where within[p.account_id] group by p.account_id)
            select coalesce(a.name, 'account ' || coalesce(b.account_id, f.account_id)),
                   'balance is ' || coalesce(b.debits || '/' || b.credits || ', reserved ' || b.pending_debits || '/'
                           || b.pending_credits || ', at ' || b.sequence || ' up to ' || b.effective_high, 'missing')
                   || '; its postings up to there add up to ' || coalesce(f.debits || '/' || f.credits || ', reserved '
                           || f.pending_debits || '/' || f.pending_credits || ', at ' || f.sequence || ' up to '
                           || f.high, 'nothing')
              from (select * from balance r where within[r.account_id]) b full join fold f using (account_id)
              full join (select * from account c where within[c.account_id]) a using (account_id)
             where a.account_id is null or b.account_id is null
                or (b.debits, b.credits, b.pending_debits, b.pending_credits, b.sequence, b.effective_high)
                   is distinct from
                   (coalesce(f.debits, 0), coalesce(f.credits, 0), coalesce(f.pending_debits, 0),
                    coalesce(f.pending_credits, 0), coalesce(f.sequence, 0), coalesce(f.high, '-infinity'))
            """.formatted(
                    Sql.on("p.debit and " + FOLLOWED, Sql.POSTED, ""),
                    Sql.on("not p.debit and " + FOLLOWED, Sql.POSTED, ""),
                    Sql.on("p.debit and " + FOLLOWED, Sql.RESERVED, ""),
                    Sql.on("not p.debit and " + FOLLOWED, Sql.RESERVED, ""),
                    FOLLOWED,
                    FOLLOWED);

    private static final String ROW = """
            select coalesce(a.name, 'account ' || b.account_id), b.debits, b.credits, b.pending_debits, b.pending_credits, b.sequence,
                   nullif(b.effective_high, '-infinity'), a.account_id is not null
              from balance b left join account a using (account_id) where b.account_id = %d
            """;

    private static final String PIECE = """
            select null, %s, %s, %s, %s, count(*), max(p.effective_at)
              from posting p where p.account_id = %%d and p.account_seq <= %%d and within[p.account_seq]
            """.formatted(
                    Sql.on("p.debit", Sql.POSTED, ""),
                    Sql.on("not p.debit", Sql.POSTED, ""),
                    Sql.on("p.debit", Sql.RESERVED, ""),
                    Sql.on("not p.debit", Sql.RESERVED, ""));

    private static final String FOLLOWED_BY = "(select * from posting where account_id = %d and account_seq <= %d) p";

    /** @param known whether there is such an account */
    private record Row(boolean known, Stand stand) {}

    private record Ahead(@Nullable Long next, @Nullable Long tooMany) {}

    private record Stand(
            @Nullable String account,
            BigDecimal debits,
            BigDecimal credits,
            BigDecimal pendingDebits,
            BigDecimal pendingCredits,
            long sequence,
            @Nullable OffsetDateTime high) {

        static Stand read(ResultSet row) throws SQLException {
            return new Stand(
                    row.getString(1),
                    row.getBigDecimal(2),
                    row.getBigDecimal(3),
                    row.getBigDecimal(4),
                    row.getBigDecimal(5),
                    row.getLong(6),
                    row.getObject(7, OffsetDateTime.class));
        }

        Stand plus(Stand piece) {
            return new Stand(
                    account,
                    debits.add(piece.debits),
                    credits.add(piece.credits),
                    pendingDebits.add(piece.pendingDebits),
                    pendingCredits.add(piece.pendingCredits),
                    sequence + piece.sequence,
                    high == null || (piece.high != null && piece.high.isAfter(high)) ? piece.high : high);
        }

        String told() {
            return debits + "/" + credits + ", reserved " + pendingDebits + "/" + pendingCredits + ", at " + sequence
                    + " up to " + high;
        }
    }

    @Override
    public void run(Glances glances, Found found) throws SQLException {
        found.examined(SqlCheck.count(glances, "select count(*) from account"));
        Stretch left = Stretch.WHOLE;
        while (true) {
            String query = left.in(NEXT.formatted(glances.most()));
            Ahead ahead = glances.look(connection -> Rows.read(
                            connection,
                            query,
                            read -> {},
                            row -> new Ahead(row.getObject(1, Long.class), row.getObject(2, Long.class)))
                    .get(0));
            if (ahead.next() == null || ahead.tooMany() == null) {
                SqlCheck.find(glances, left.in(FOLDS), false, found);
                return;
            }
            long through = ahead.tooMany() - 1;
            SqlCheck.find(glances, new Stretch(left.low(), Long.toString(through)).in(FOLDS), false, found);
            if (ahead.next().equals(ahead.tooMany())) {
                through++;
                fold(glances, through, found);
            }
            left = new Stretch(Long.toString(through), null);
        }
    }

    /** The row is read first: what it has followed to does not change any more. */
    private void fold(Glances glances, long account, Found found) throws SQLException {
        List<Row> rows = glances.look(connection -> Rows.read(
                connection, ROW.formatted(account), read -> {}, row -> new Row(row.getBoolean(8), Stand.read(row))));
        if (rows.isEmpty()) {
            found.add(
                    "account " + account,
                    "balance is missing; its account has more than " + glances.most() + " postings");
            return;
        }
        Stand row = rows.get(0).stand();
        Stand[] sum = {
            new Stand(row.account(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0, null)
        };
        String piece = PIECE.formatted(account, row.sequence());
        Stretches.alongNumbers(FOLLOWED_BY.formatted(account, row.sequence()), "p.account_seq")
                .each(
                        glances,
                        stretch -> sum[0] = sum[0].plus(glances.look(
                                connection -> Rows.read(connection, stretch.in(piece), read -> {}, Stand::read)
                                        .get(0))));
        if (!rows.get(0).known() || !sum[0].equals(row)) {
            found.add(
                    row.account(),
                    (rows.get(0).known() ? "" : "is not there; its ") + "balance is " + row.told()
                            + "; its postings up to there add up to " + sum[0].told());
        }
    }
}
