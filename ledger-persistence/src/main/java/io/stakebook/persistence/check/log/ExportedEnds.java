package io.stakebook.persistence.check.log;

import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.check.frame.SqlCheck;
import io.stakebook.persistence.sql.Rows;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Where exports ended, against the log walked from its beginning and against what their jobs told those who fetched them. */
final class ExportedEnds {

    private static final String ENDS = """
            select e.export_seq, e.to_size, encode(e.range, 'hex'), j.root
              from export_end e left join export_job j using (export_id) order by e.to_size, e.export_seq
            """;

    /** The second and third line of a checkpoint are size and root. */
    private static final SqlCheck JOBS = new SqlCheck("select count(*) from export_end", """
            select 'export ' || coalesce(e.export_seq, j.export_seq),
                   'its end is of number ' || coalesce(e.export_seq::text, 'none') || ', size ' || coalesce(e.to_size::text, 'none')
                   || ', manifest ' || coalesce(encode(e.manifest_hash, 'hex'), 'none') || ' and checkpoint '
                   || coalesce(n.size || ' ' || n.root, 'none') || '; its job told number ' || coalesce(j.export_seq::text, 'none')
                   || ', size ' || coalesce(j.to_size::text, 'none') || ', manifest ' || coalesce(j.manifest_sha256, 'none')
                   || ' and root ' || coalesce(j.root, 'none')
              from export_end e
              full join (select * from export_job where state = 'COMPLETED') j using (export_id)
              left join lateral (
                   select split_part(note, E'\\n', 2) as size, split_part(note, E'\\n', 3) as root
                     from convert_from(e.checkpoint, 'UTF8') as note) n on true
             where (e.export_seq, e.to_size, e.to_size::text, encode(e.manifest_hash, 'hex'), n.root)
                   is distinct from (j.export_seq, j.to_size, n.size, j.manifest_sha256, j.root)
            """, """
            select 'export ' || s.export_seq, 'stands where export ' || s.expected || ' should'
              from (select export_seq, row_number() over (order by export_seq) - 1 as expected from export_end) s
             where s.export_seq <> s.expected
            """);

    /** @param range hexadecimal */
    private record End(
            long export, long size, String range, @Nullable String root) {}

    private final Deque<End> ahead;

    private ExportedEnds(Deque<End> ahead) {
        this.ahead = ahead;
    }

    /** @throws SQLException when the ends cannot be read */
    static ExportedEnds read(Glances glances, Found found) throws SQLException {
        JOBS.run(glances, found);
        return new ExportedEnds(new ArrayDeque<>(glances.look(connection -> Rows.read(
                connection,
                ENDS,
                read -> {},
                row -> new End(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4))))));
    }

    /** The walk stands at the end of {@code log}. */
    void reached(CompactRange log, Found found) {
        while (!ahead.isEmpty() && ahead.element().size() <= log.size()) {
            End end = ahead.remove();
            if (end.size() != log.size()
                    || !end.range().equals(HexFormat.of().formatHex(log.toBytes()))
                    || !log.root().toBase64().equals(end.root())) {
                found.add(
                        "export " + end.export(),
                        "ended at size " + end.size() + " with root " + end.root() + ", the log has root "
                                + log.root().toBase64() + " at size " + log.size());
            }
        }
    }

    /** The walk is over. */
    void finish(CompactRange log, Found found) {
        for (End end : ahead) {
            found.add(
                    "export " + end.export(),
                    "ended at size " + end.size() + ", the log has " + log.size() + " events only");
        }
    }
}
