package io.stakebook.persistence.check.outcome;

import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.check.frame.SqlCheck;
import io.stakebook.persistence.check.frame.Stretches;
import io.stakebook.persistence.sql.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where in their table the outcomes of a time lie. They are written nearly in the order of time and have no index by it, which
 * every command would have to pay for; so the times of each stretch of pages are read once.
 *
 * <p>An outcome that was written since may be missing from a zone, so what is not found is to be looked for again.
 */
public final class OutcomeZones {

    /** Zones of a stretch: the fewer outcomes of other times lie beside those that are wanted. */
    private static final int OF_A_STRETCH = 12;

    private static final String SIZE = "select pg_relation_size('idempotency') / current_setting('block_size')::bigint";

    private static final String TIMES = "select " + micros("min(i.recorded_at)") + ", " + micros("max(i.recorded_at)")
            + " from idempotency i where ";

    /** @param from microseconds of its oldest outcome; above {@code to} when it has none */
    private record Zone(long page, long from, long to) {}

    private final int pages;
    private final List<Zone> zones;

    private OutcomeZones(int pages, List<Zone> zones) {
        this.pages = pages;
        this.zones = zones;
    }

    /** A time as this class counts it. */
    public static String micros(String time) {
        return "(extract(epoch from " + time + ") * 1000000)::bigint";
    }

    public static OutcomeZones read(Glances glances) throws SQLException {
        int pages = Math.max(1, glances.most() / (Stretches.OUTCOMES_A_PAGE * OF_A_STRETCH));
        long size = SqlCheck.count(glances, SIZE);
        List<Zone> zones = new ArrayList<>();
        for (long page = 0; page < size; page += pages) {
            long first = page;
            zones.addAll(glances.look(connection -> Rows.read(
                    connection,
                    TIMES + pages(first, first + pages),
                    read -> {},
                    row -> row.getObject(1) == null
                            ? new Zone(first, Long.MAX_VALUE, Long.MIN_VALUE)
                            : new Zone(first, row.getLong(1), row.getLong(2)))));
        }
        return new OutcomeZones(pages, zones);
    }

    private static String pages(long from, long below) {
        return "i.ctid >= '(" + from + ",0)'::tid and i.ctid < '(" + below + ",0)'::tid";
    }

    /** What a query reads from instead of {@code idempotency}: every outcome of these microseconds, and others. */
    public String between(long from, long to) {
        List<long[]> ranges = new ArrayList<>();
        for (Zone zone : zones) {
            if (zone.from <= to && zone.to >= from) {
                long[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
                if (last != null && last[1] == zone.page) {
                    last[1] += pages;
                } else {
                    ranges.add(new long[] {zone.page, zone.page + pages});
                }
            }
        }
        return Stream.concat(
                        ranges.stream().map(range -> pages(range[0], range[1])),
                        Stream.of("i.ctid >= '(" + zones.size() * (long) pages + ",0)'::tid"))
                .map(where -> "select * from idempotency i where " + where)
                .collect(Collectors.joining(" union all ", "(", ")"));
    }
}
