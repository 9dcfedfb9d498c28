package io.stakebook.persistence.check.outcome;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.check.frame.SqlCheck;
import io.stakebook.persistence.check.log.EventChecks;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Every change that has a time was made by a command, and the command's outcome has the same time. So what changes nothing in
 * the journal is missed too: a product, a step of a period, a change of regions. What seems to be missing among the outcomes of
 * a time is looked for once more among all.
 */
final class Moments implements Check {

    private static final int FETCH = 10_000;

    /** Nobody writes so much between two looks; with more, everything is looked at once more. */
    private static final int MOST_LATE = 100_000;

    private static final String MADE = """
            with made (what, at) as (
                select 'event ' || type || ' of ' || (body ->> 'subject'), (body ->> 'recordedtime')::timestamptz from %s e
                 union all
                select 'limits ' || version || ' of account ' || account_id, recorded_at from account_limits
                 union all
                select 'terms ' || version || ' of ' || product_id, published_at from product_terms
                 union all
                select 'start of run ' || product_id || '/' || day, started_at from accrual_run
                 union all
                select 'end of run ' || product_id || '/' || day, completed_at from accrual_run
                 union all
                select 'closing of ' || period_id, closing_since from period
                 union all
                select 'seal of ' || period_id, sealed_at from period
                 union all
                select 'seal of ' || period_id || '/' || number, sealed_at from period_close
                 union all
                select 'close ' || period_id || '/' || number, closed_at from period_close
                 union all
                select 'wish for reopening ' || reopening_id, requested_at from period_reopening
                 union all
                select 'override ' || override_id, given_at from period_override
                 union all
                select 'reopening ' || reopening_id, approved_at from period_reopening
                 union all
                select 'proposal ' || change_id, proposed_at from policy_change
                 union all
                select 'last step of change ' || change_id, changed_at from policy_change
                 union all
                select 'change of regions ' || active_change, active_since from region_book where active_change is not null
                 union all
                select 'facts of customer ' || customer_id, facts_changed_at from customer where facts_changed_at > opened_at
                 union all
                select 'statement ' || statement_id, received_at from reward_statement
                 union all
                select 'break ' || break_id, opened_at from reward_break
                 union all
                select 'end of break ' || break_id, resolved_at from reward_break
                 union all
                select 'wish to resolve break ' || break_id, proposed_at from reward_break
                 union all
                select 'note of break ' || break_id || '/' || number, noted_at from reward_break_note
                 union all
                select 'export ' || export_id, requested_at from export_job
                 union all
                select 'key ' || vkey, added_at from log_key where added_by is not null)
            """.formatted(EventChecks.TOLD);

    private static final String TIMES = MADE + "select distinct " + OutcomeZones.micros("m.at")
            + " as micros from made m where m.at is not null order by micros";

    private static final String WITHOUT = """
            with kept as materialized (select i.recorded_at from %s i where i.kind <> 'J')
            select m.micros from unnest(?) as m (micros)
              left join kept k on k.recorded_at = timestamptz 'epoch' + m.micros * interval '1 microsecond'
             where k.recorded_at is null
            """;

    private static final String UNKEPT = MADE + """
            select m.what, 'was made at ' || m.at || ', and no outcome of a command of that time is kept'
              from made m
             where m.at is not null and %s
               and not exists (select from idempotency i where i.recorded_at = m.at and i.kind <> 'J')
            """;

    @Override
    public void run(Glances glances, Found found) throws SQLException {
        OutcomeZones zones = OutcomeZones.read(glances);
        long[] times = glances.look(Moments::times);
        List<Long> missing = new ArrayList<>();
        for (int from = 0; from < times.length && missing.size() < MOST_LATE; from += glances.most()) {
            long[] some = Arrays.copyOfRange(times, from, Math.min(times.length, from + glances.most()));
            String query = WITHOUT.formatted(zones.between(some[0], some[some.length - 1]));
            missing.addAll(glances.look(connection -> Rows.read(
                    connection,
                    query,
                    read -> read.setArray(
                            1,
                            connection.createArrayOf(
                                    "bigint", LongStream.of(some).boxed().toArray())),
                    row -> row.getLong(1))));
        }
        if (!missing.isEmpty()) {
            String which = missing.size() >= MOST_LATE
                    ? "true"
                    : OutcomeZones.micros("m.at")
                            + missing.stream().map(String::valueOf).collect(Collectors.joining(",", " in (", ")"));
            SqlCheck.find(glances, UNKEPT.formatted(which), false, found);
        }
    }

    private static long[] times(Connection connection) throws SQLException {
        LongStream.Builder times = LongStream.builder();
        try (PreparedStatement read = connection.prepareStatement(TIMES)) {
            read.setFetchSize(FETCH);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    times.add(row.getLong(1));
                }
            }
        }
        return times.build().toArray();
    }
}
