package io.stakebook.persistence.check.outcome;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.GivenUp;
import io.stakebook.persistence.check.frame.SqlCheck;
import io.stakebook.persistence.check.frame.StretchCheck;
import io.stakebook.persistence.check.frame.Stretches;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules of kept outcomes: what was answered, and what the book did. What nothing else in the book follows from, no rule can
 * miss: docs/reference/checks.md names it.
 */
public final class OutcomeChecks {

    private static final String FILE = "select pg_relation_filenode('idempotency')::bigint";

    private OutcomeChecks() {}

    public static Check outcomes() {
        return whereTheyLie(NamedOnce.ENTRIES
                        .and(NamedOnce.DECISIONS)
                        .and(new StretchCheck(
                                Stretches.ofOutcomes(),
                                "select count(*) from idempotency i where within[i.ctid]",
                                true,
                                Stream.of(named(), List.of(FINGERPRINTS), AnswerRules.queries())
                                        .flatMap(List::stream)
                                        .toList()))
                        .and(new Moments()))
                .and(new StretchCheck(Stretches.ofEntries(), "select 0", PERMITTED).lookingUp())
                .and(new StretchCheck(Stretches.alongIds("accrual_line l", "l.run_id"), "select 0", ACCRUALS)
                        .lookingUp())
                .and(new SqlCheck("select 0", JOBS));
    }

    /**
     * For a rule that goes by the pages of outcomes: rows that a rewrite of the table moved from one page to another would not
     * have been looked at.
     */
    public static Check whereTheyLie(Check rows) {
        return (glances, found) -> {
            long file = SqlCheck.count(glances, FILE);
            rows.run(glances, found);
            if (SqlCheck.count(glances, FILE) != file) {
                throw new GivenUp("the table of outcomes was rewritten while it was read");
            }
        };
    }

    /** The ledger's own jobs name their work in the key. */
    private static final String DONE = """
            select w.scope || ' ' || w.key,
                   case when i.key is null then 'was done and its outcome is not kept'
                        else 'was done and its outcome is of kind ' || i.kind::text || ', "' || i.body || '"' end
              from work w left join idempotency i using (scope, key)
             where i.key is null or i.kind <> 'A' or right(i.body, length(w.ended)) <> w.ended
            """;

    private static final String ACCRUALS = """
            with work (scope, key, ended) as (
                select 'accrual', product_id || '/' || to_char(day, 'YYYY-MM-DD') || '/cust_'
                       || replace(customer_id::text, '-', ''), ''
                  from (select distinct l.product_id, l.day, l.customer_id from accrual_line l where within[l.run_id]) accrued)
            """ + DONE;

    private static final String JOBS = """
            with work (scope, key, ended) as (
                select 'accrual', product_id || '/' || to_char(day, 'YYYY-MM-DD') || '/complete', ''
                  from accrual_run where state = 'COMPLETED'
                 union all
                select 'period', period_id || '/close/' || number, hash from period_close)
            """ + DONE;

    /** What a caller asked is not kept, so only the fingerprints of the ledger's own jobs can be made again. */
    private static final String FINGERPRINTS = """
            select i.scope || ' ' || i.key, 'is a job of the ledger''s own with a fingerprint that is not its key''s'
              from idempotency i
             where within[i.ctid] and i.scope in ('accrual', 'period', 'expiry', 'lapse', 'checks')
               and i.fingerprint <> case i.scope
                   when 'accrual' then encode(sha256(convert_to('accrual ' || i.key || E'\n', 'UTF8')), 'hex')
                   when 'period' then encode(sha256(convert_to('period ' || i.key, 'UTF8')), 'hex')
                   when 'expiry' then encode(sha256(convert_to(i.key, 'UTF8')), 'hex')
                   when 'lapse' then encode(sha256(convert_to(i.key, 'UTF8')), 'hex')
                   else repeat('0', 64) end
            """;

    private static List<String> named() {
        return List.of("""
                select i.scope || ' ' || i.key, 'names entry ' || named.id || ', which is not in the book'
                  from idempotency i cross join unnest(i.entries) as named (id)
                  left join journal_entry e on e.entry_id = named.id where within[i.ctid] and e.entry_id is null
                """, """
                select i.scope || ' ' || i.key,
                       'was decided at ' || i.recorded_at || ', its entry ' || e.entry_id || ' was recorded at '
                       || e.recorded_at
                  from idempotency i cross join unnest(i.entries) as named (id)
                  join journal_entry e on e.entry_id = named.id where within[i.ctid] and e.recorded_at <> i.recorded_at
                """, """
                select i.scope || ' ' || i.key, 'names its entries in another order than the book holds them'
                  from (select o.scope, o.key, e.place, lag(e.place) over (partition by o.scope, o.key order by n.nr) as before
                          from idempotency o cross join unnest(o.entries) with ordinality as n (id, nr)
                          join journal_entry e on e.entry_id = n.id
                         where within[o.ctid] and cardinality(o.entries) > 1) i
                 where i.place < i.before group by i.scope, i.key
                """, """
                select i.scope || ' ' || i.key, 'is of kind ' || i.kind::text || ' and was answered with status ' || i.status
                  from idempotency i
                 where within[i.ctid]
                   and case i.kind when 'A' then i.status not between 200 and 299 else i.status not between 400 and 499 end
                """, """
                select i.scope || ' ' || i.key, 'its fingerprint is not 64 hexadecimal digits'
                  from idempotency i where within[i.ctid] and (length(i.fingerprint) <> 64 or translate(i.fingerprint, '0123456789abcdef', '') <> '')
                """, """
                select i.scope || ' ' || i.key, 'names decision ' || i.decision_id || ', which is not kept'
                  from idempotency i left join policy_decision d on d.decision_id = i.decision_id
                 where within[i.ctid] and i.decision_id is not null and d.decision_id is null
                """, """
                select i.scope || ' ' || i.key,
                       'was decided at ' || i.recorded_at || ', its decision ' || d.decision_id || ' was recorded at '
                       || d.recorded_at
                  from idempotency i join policy_decision d on d.decision_id = i.decision_id
                 where within[i.ctid] and d.recorded_at <> i.recorded_at
                """);
    }

    private static final String PERMITTED = """
            select e.entry_id::text, 'was allowed by decision ' || e.decision_id || ', which '
                   || case when d.decision_id is null then 'is not kept' else 'permitted nothing' end
              from journal_entry e left join policy_decision d on d.decision_id = e.decision_id
             where within[e.entry_id] and e.decision_id is not null and (d.decision_id is null or not d.permitted)
            """;
}
