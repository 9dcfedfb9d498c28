package io.stakebook.persistence.check.frame;

import io.stakebook.persistence.sql.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the book along an index, so that a stretch costs what is in it. The last stretch begins before the key that was the last
 * at the start and is open: it holds what was written meanwhile, and nobody runs after a writer.
 *
 * @param next a query for the last key of a stretch, in what {@link Stretch} says is left, after a number of keys
 * @param last a query for the last key there is
 */
public record Stretches(String next, String last) {

    /** Some; a page holds 8 KiB. */
    public static final int OUTCOMES_A_PAGE = 20;

    /** Along one column. */
    public static Stretches along(String table, String column, String asWritten) {
        return new Stretches(
                "select " + asWritten + " from " + table + " where within[" + column + "] order by " + column
                        + " offset %d limit 1",
                "select " + asWritten + " from " + table + " order by " + column + " desc limit 1");
    }

    public static Stretches alongNumbers(String table, String column) {
        return along(table, column, column + "::text");
    }

    public static Stretches alongIds(String table, String column) {
        return along(table, column, "'''' || " + column + " || '''::uuid'");
    }

    /** Entries and whatever is kept under their ids: postings, events. */
    public static Stretches ofEntries() {
        return alongIds("posting p", "p.entry_id");
    }

    /** Accounts, whatever happened on them. */
    public static Stretches ofAccounts() {
        return alongNumbers("account a", "a.account_id");
    }

    /** Postings in the order of their accounts. A stretch ends with an entry's last posting on the account. */
    public static Stretches ofHistories() {
        return new Stretches("""
                with at as (
                    select p.account_id, p.account_seq from posting p where within[(p.account_id, p.account_seq)]
                     order by p.account_id, p.account_seq offset %d limit 1)
                select '(' || last.account_id || ', ' || last.account_seq || ')'
                  from at cross join lateral (
                       select p.account_id, p.account_seq from posting p
                        where p.account_id = at.account_id and p.account_seq >= at.account_seq
                          and p.entry_id is distinct from (select q.entry_id from posting q
                              where q.account_id = p.account_id and q.account_seq = p.account_seq + 1)
                        order by p.account_seq limit 1) last
                """, """
                select '(' || p.account_id || ', ' || p.account_seq || ')' from posting p
                 order by p.account_id desc, p.account_seq desc limit 1
                """);
    }

    /** Outcomes as they lie in their table, which nothing moves but a rewrite of it. */
    public static Stretches ofOutcomes() {
        return new Stretches("""
                select '''(' || n.page || ',65535)''::tid'
                  from (select page[] + greatest(1, %%d / %d) as page) n
                 where within[('(' || n.page || ',65535)')::tid]
                """.formatted(OUTCOMES_A_PAGE), """
                select '''(' || n.pages - 1 || ',65535)''::tid'
                  from (select pg_relation_size('idempotency') / current_setting('block_size')::bigint as pages) n
                 where n.pages > 0
                """);
    }

    /** What is done with each stretch. */
    public interface Work {
        void with(Stretch stretch) throws SQLException;
    }

    public void each(Glances glances, Work work) throws SQLException {
        Optional<String> end = key(glances, last);
        Stretch left = Stretch.WHOLE;
        while (end.isPresent()) {
            Optional<String> key = key(glances, new Stretch(left.low(), end.get()).in(next.formatted(glances.most())));
            if (key.isEmpty()) {
                break;
            }
            work.with(new Stretch(left.low(), key.get()));
            left = new Stretch(key.get(), null);
        }
        work.with(left);
    }

    private static Optional<String> key(Glances glances, String query) throws SQLException {
        List<String> keys =
                glances.look(connection -> Rows.read(connection, query, read -> {}, row -> row.getString(1)));
        return keys.stream().findFirst();
    }
}
