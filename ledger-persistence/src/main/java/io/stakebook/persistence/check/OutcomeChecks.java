package io.stakebook.persistence.check;

import java.util.List;
import java.util.stream.Stream;

/**
 * Rules of kept outcomes: what was answered, and what the book did. What nothing else in the book follows from, no rule can
 * miss: docs/reference/checks.md names it.
 */
final class OutcomeChecks {

    private OutcomeChecks() {}

    static Check outcomes() {
        return new SqlCheck(
                "select count(*) from idempotency",
                Stream.of(named(), List.of(MOMENTS, JOBS, FINGERPRINTS), AnswerRules.queries())
                        .flatMap(List::stream)
                        .toList());
    }

    /**
     * Every change that has a time was made by a command, and the command's outcome has the same time. So what changes
     * nothing in the journal is missed too: a product, a step of a period, a change of regions.
     */
    private static final String MOMENTS = """
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
                select 'export ' || export_id, requested_at from export_job
                 union all
                select 'key ' || vkey, added_at from log_key where added_by is not null)
            select m.what, 'was made at ' || m.at || ', and no outcome of a command of that time is kept'
              from made m
             where m.at is not null
               and not exists (select from idempotency i where i.recorded_at = m.at and i.kind <> 'J')
            """.formatted(EventChecks.TOLD);

    /** The ledger's own jobs name their work in the key. */
    private static final String JOBS = """
            with work (scope, key, ended) as (
                select 'accrual', product_id || '/' || to_char(day, 'YYYY-MM-DD') || '/cust_'
                       || replace(customer_id::text, '-', ''), ''
                  from (select distinct product_id, day, customer_id from accrual_line) accrued
                 union all
                select 'accrual', product_id || '/' || to_char(day, 'YYYY-MM-DD') || '/complete', ''
                  from accrual_run where state = 'COMPLETED'
                 union all
                select 'period', period_id || '/close/' || number, hash from period_close)
            select w.scope || ' ' || w.key,
                   case when i.key is null then 'was done and its outcome is not kept'
                        else 'was done and its outcome is of kind ' || i.kind::text || ', "' || i.body || '"' end
              from work w left join idempotency i using (scope, key)
             where i.key is null or i.kind <> 'A' or right(i.body, length(w.ended)) <> w.ended
            """;

    /** What a caller asked is not kept, so only the fingerprints of the ledger's own jobs can be made again. */
    private static final String FINGERPRINTS = """
            select i.scope || ' ' || i.key, 'is a job of the ledger''s own with a fingerprint that is not its key''s'
              from idempotency i
             where i.scope in ('accrual', 'period', 'expiry', 'lapse', 'checks')
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
                  left join journal_entry e on e.entry_id = named.id where e.entry_id is null
                """, """
                select e.entry_id::text, 'is named by ' || count(named.id) || ' outcomes, not by one'
                  from journal_entry e
                  left join (select unnest(entries) as id from idempotency) named on named.id = e.entry_id
                 group by e.entry_id having count(named.id) <> 1
                """, """
                select i.scope || ' ' || i.key,
                       'was decided at ' || i.recorded_at || ', its entry ' || e.entry_id || ' was recorded at '
                       || e.recorded_at
                  from idempotency i cross join unnest(i.entries) as named (id)
                  join journal_entry e on e.entry_id = named.id where e.recorded_at <> i.recorded_at
                """, """
                select i.scope || ' ' || i.key, 'names its entries in another order than the book holds them'
                  from (select o.scope, o.key, e.place, lag(e.place) over (partition by o.scope, o.key order by n.nr) as before
                          from idempotency o cross join unnest(o.entries) with ordinality as n (id, nr)
                          join journal_entry e on e.entry_id = n.id
                         where cardinality(o.entries) > 1) i
                 where i.place < i.before group by i.scope, i.key
                """, """
                select i.scope || ' ' || i.key, 'is of kind ' || i.kind::text || ' and was answered with status ' || i.status
                  from idempotency i
                 where case i.kind when 'A' then i.status not between 200 and 299 else i.status not between 400 and 499 end
                """, """
                select i.scope || ' ' || i.key, 'its fingerprint is not 64 hexadecimal digits'
                  from idempotency i where i.fingerprint !~ '^[0-9a-f]{64}$'
                """, """
                select i.scope || ' ' || i.key, 'names decision ' || i.decision_id || ', which is not kept'
                  from idempotency i left join policy_decision d on d.decision_id = i.decision_id
                 where i.decision_id is not null and d.decision_id is null
                """, """
                select d.decision_id::text, 'is named by ' || count(i.key) || ' outcomes, not by one'
                  from policy_decision d left join idempotency i on i.decision_id = d.decision_id
                 group by d.decision_id having count(i.key) <> 1
                """, """
                select e.entry_id::text, 'was allowed by decision ' || e.decision_id || ', which '
                       || case when d.decision_id is null then 'is not kept' else 'permitted nothing' end
                  from journal_entry e left join policy_decision d on d.decision_id = e.decision_id
                 where e.decision_id is not null and (d.decision_id is null or not d.permitted)
                """);
    }
}
