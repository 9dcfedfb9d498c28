package io.stakebook.persistence.testing;

import java.util.Map;
import java.util.TreeMap;

/** What stands in every table of a book, as one digest a table; the heartbeat of the lease is no part of the book. */
public final class Tables {

    private Tables() {}

    /** By table name; the rows in an order of their own, so that moving one changes nothing. */
    public static Map<String, String> digests(TestDatabase database) {
        Map<String, String> digests = new TreeMap<>();
        for (String table : database.column(
                "select tablename from pg_tables where schemaname = 'public' and tablename <> 'engine_lease'"
                        + " order by tablename")) {
            digests.put(
                    table,
                    database.column(
                                    "select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '')"
                                            + " from \"" + table + "\" t")
                            .get(0));
        }
        return digests;
    }
}
