package io.stakebook.persistence.check.outcome;

import io.stakebook.persistence.check.frame.Sql;
import java.util.List;

/** What a kept answer shows in JSON against the rows it tells of; times, memos and texts in it are not compared. */
final class AnswerRules {

    private static final String SAID = """
            with said as materialized (
                select i.scope || ' ' || i.key as name, i.kind, i.status, i.entries, i.decision_id, i.body::jsonb as body
                  from idempotency i
                 where within[i.ctid] and i.content_type in ('application/json', 'application/problem+json') and i.body like '%s')
            """;

    private static final String REFUSALS = SAID.formatted("%") + """
            select s.name, 'was answered with status ' || s.status || coalesce(' under decision ' || s.decision_id, '')
                   || ', its answer says ' || left(s.body::text, 300)
              from said s left join policy_decision d on d.decision_id = s.decision_id
             where jsonb_typeof(s.body) <> 'object'
                or (s.kind <> 'A' and coalesce(s.body ->> 'status', s.status::text) <> s.status::text)
                or (s.kind = 'F' and (s.body ->> 'decisionId', s.body ->> 'reasonCode', s.body ->> 'policyHash')
                       is distinct from ('dec_' || replace(d.decision_id::text, '-', ''), d.reason, d.policy_hash))
            """;

    /** Every place an accepted answer may point to. */
    private static final String LOCATIONS = """
            select i.scope || ' ' || i.key, 'points to ' || i.location || ', where nothing of it is'
              from idempotency i
             cross join lateral (select case when i.location ~ '_[0-9a-f]{32}$' then right(i.location, 32)::uuid end as id,
                                        regexp_replace(i.location, '_[0-9a-f]{32}$', '_') as kind) it
             where within[i.ctid] and i.location <> ''
               and (i.kind <> 'A' or not case
                   when it.kind = '/v1/entries/entry_' then it.id = any (i.entries)
                   when it.kind = '/v1/positions/pos_' then exists (select from position where position_id = it.id)
                   when it.kind = '/v1/customers/cust_' then exists (select from customer where customer_id = it.id)
                   when it.kind = '/v1/withdrawals/wd_' then exists (select from withdrawal where withdrawal_id = it.id)
                   when it.kind = '/v1/accrual-runs/run_' then exists (select from accrual_run where run_id = it.id)
                   when it.kind = '/v1/statements/stmt_' then exists (select from reward_statement where statement_id = it.id)
                   when it.kind = '/v1/policy-changes/chg_' then exists (select from policy_change where change_id = it.id)
                   when it.kind = '/v1/exports/exp_' then exists (select from export_job where export_id = it.id)
                   when i.location ~ '^/v1/products/' then exists (
                       select from product where product_id = substr(i.location, length('/v1/products/') + 1))
                   when i.location ~ '^/v1/periods/' then exists (
                       select from period where period_id = substr(i.location, length('/v1/periods/') + 1))
                   when i.location ~ '^/v1/accounts/' then exists (
                       select from account where name = substr(i.location, length('/v1/accounts/') + 1))
                   else false end)
            """;

    /** What an answer points to is what it shows: the thing itself, or for a step of a reservation its entries. */
    private static final String SHOWN = """
            with said as materialized (
                select i.scope || ' ' || i.key as name, i.location, i.body::jsonb as body,
                       substring(i.location from '[^/]*$') as id, split_part(i.location, '/', 3) as kind
                  from idempotency i
                 where within[i.ctid] and i.kind = 'A' and i.location <> '' and i.content_type = 'application/json')
            select s.name, 'points to ' || s.location || ' and shows ' || left(s.body::text, 300)
              from said s
             where case s.kind
                   when 'entries' then case
                        when jsonb_typeof(s.body -> 'entries') = 'array' then not exists (
                             select from jsonb_array_elements(s.body -> 'entries') e
                              where e ->> 'id' = s.id and e -> 'postings' -> 0 is not null)
                        when s.body -> 'entryId' is not null then s.body ->> 'entryId' <> s.id or s.body -> 'amount' is null
                        else s.body ->> 'id' is distinct from s.id or s.body -> 'postings' -> 0 is null end
                   when 'positions' then coalesce(s.body -> 'position' ->> 'id', s.body ->> 'id') is distinct from s.id
                   when 'periods' then coalesce(s.body ->> 'periodId', s.body ->> 'id') is distinct from s.id
                   when 'accounts' then s.body ->> 'account' is distinct from s.id
                   else s.body ->> 'id' is distinct from s.id end
            """;

    /** The API answers in JSON whatever it gives a place. */
    private static final String IN_JSON = """
            select i.scope || ' ' || i.key, 'points to ' || i.location || ' and was answered as ' || i.content_type
              from idempotency i
             where within[i.ctid] and i.scope like 'sub:%' and i.location <> '' and i.content_type <> 'application/json'
            """;

    /** Entries shown whole: posting by posting, with the balance after it, and none left out. */
    private static final String POSTINGS = SAID.formatted("%\"accountSequence\"%") + """
            , shown as (
                select s.name, s.entries, e.entry ->> 'id' as entry, l.line
                  from said s
                 cross join lateral (
                       select s.body as entry
                        union all
                       select jsonb_array_elements(
                              case when jsonb_typeof(s.body -> 'entries') = 'array' then s.body -> 'entries' else '[]' end)) e
                 cross join lateral jsonb_array_elements(
                       case when jsonb_typeof(e.entry -> 'postings') = 'array' then e.entry -> 'postings' else '[]' end) l (line)
                 where s.kind = 'A' and l.line -> 'accountSequence' is not null),
              posted as (
                select h.name, h.entry, h.entries, h.line, p.entry_id, p.debit, p.units,
                       (h.line ->> 'amount')::numeric * power(10::numeric, s.scale) as told,
                       case when a.chart in (""" + Sql.debitNormal() + """
            ) then p.debits_after - p.credits_after else p.credits_after - p.debits_after end as after,
                       (h.line ->> 'balanceAfter')::numeric * power(10::numeric, s.scale) as told_after
                  from shown h
                  left join account a on a.name = h.line ->> 'account'
                  left join asset s on s.asset_id = a.asset_id
                  left join posting p on p.account_id = a.account_id
                       and p.account_seq = (h.line ->> 'accountSequence')::bigint)
            select p.name, 'was answered with posting ' || p.line::text || ' of ' || coalesce(p.entry, 'no entry')
                   || ', the book has ' || coalesce(case when p.debit then 'debit ' else 'credit ' end || p.units
                   || ' units, after it ' || p.after || ', of entry ' || p.entry_id, 'no such posting')
              from posted p
             where p.entry_id is null or p.entry_id <> all (p.entries)
                or p.entry is distinct from 'entry_' || replace(p.entry_id::text, '-', '')
                or (p.line ->> 'side') is distinct from case when p.debit then 'debit' else 'credit' end
                or p.told is distinct from p.units or p.told_after is distinct from p.after
             union all
            select h.name, 'was answered with ' || h.lines || ' postings, its entries have ' || n.postings
              from (select name, entries, count(*) as lines from shown group by name, entries) h
             cross join lateral (select count(*) as postings from posting where entry_id = any (h.entries)) n
             where h.lines <> n.postings
            """;

    /** Coins that came: the entry and its amount. */
    private static final String AMOUNTS = SAID.formatted("%\"entryId\"%") + """
            select s.name, 'was answered with ' || (s.body ->> 'amount') || ' in ' || (s.body ->> 'entryId')
                   || ', its entry ' || coalesce(p.entry_id::text, 'none') || ' holds ' || coalesce(p.units || ' units', 'nothing')
              from said s
              left join lateral (
                   select p.entry_id, sum(p.units) as units, power(10::numeric, a.scale) as one
                     from posting p join asset a using (asset_id)
                    where p.entry_id = any (s.entries) and p.debit and a.code = s.body ->> 'asset'
                    group by p.entry_id, a.scale) p on true
             where s.kind = 'A' and s.body ->> 'entryId' is not null and s.body ->> 'amount' is not null
               and ((s.body ->> 'entryId') is distinct from 'entry_' || replace(p.entry_id::text, '-', '')
                    or (s.body ->> 'amount')::numeric * p.one is distinct from p.units)
            """;

    /** Batches: the items that were posted are the outcome's entries, in their order. */
    private static final String BATCHES = SAID.formatted("%\"results\"%") + """
            select s.name, 'was answered as posted ' || coalesce(t.told::text, 'nothing') || ', its entries are ' || s.entries::text
              from said s
             cross join lateral (
                   select array_agg(i.item ->> 'entryId' order by i.place) as told
                     from jsonb_array_elements(
                          case when jsonb_typeof(s.body -> 'results') = 'array' then s.body -> 'results' else '[]' end)
                          with ordinality as i (item, place)
                    where i.item -> 'refusal' is null) t
             where s.kind = 'A' and jsonb_typeof(s.body -> 'results') = 'array' and s.body -> 'posted' is not null
               and (coalesce(t.told, '{}') <> array(
                       select 'entry_' || replace(n.id::text, '-', '')
                         from unnest(s.entries) with ordinality as n (id, place) order by n.place)
                    or (s.body ->> 'posted')::bigint <> cardinality(s.entries))
            """;

    private static final String WITHDRAWALS = SAID.formatted("%\"wd_%") + """
            select s.name, 'was answered with ' || left(s.body::text, 300) || ', the withdrawal is of ' || coalesce(
                   w.units || ' units of ' || w.asset || ' to ' || w.address, 'nobody')
              from said s
              left join withdrawal w
                   on w.withdrawal_id = case when s.body ->> 'id' ~ '^wd_[0-9a-f]{32}$' then right(s.body ->> 'id', 32)::uuid end
              left join asset a on a.code = w.asset
             where s.kind = 'A' and s.body ->> 'id' ~ '^wd_'
               and ((s.body ->> 'customerId', s.body ->> 'asset', (s.body ->> 'amount')::numeric * power(10::numeric, a.scale), s.body ->> 'source',
                     s.body ->> 'address', s.body ->> 'decisionId')
                    is distinct from
                    ('cust_' || replace(w.customer_id::text, '-', ''), w.asset, w.units,
                     lower(w.source), w.address, 'dec_' || replace(w.decision_id::text, '-', ''))
                    or coalesce(s.body ->> 'txHash', '') not in ('', coalesce(w.tx_hash, '')))
            """;

    private AnswerRules() {}

    static List<String> queries() {
        return List.of(REFUSALS, LOCATIONS, SHOWN, IN_JSON, POSTINGS, AMOUNTS, BATCHES, WITHDRAWALS);
    }
}
