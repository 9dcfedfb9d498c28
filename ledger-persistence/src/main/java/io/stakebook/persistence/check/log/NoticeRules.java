package io.stakebook.persistence.check.log;

import java.util.List;

/** Changes beside the journal and the events that tell of them, both ways: an event that was lost before it had a place too. */
final class NoticeRules {

    /**
     * The events of one type: {@code id} is what they are about, {@code data} what they say. The offset keeps the parsing of an
     * event from being done once more for each member that is asked of it.
     */
    private static final String OF_TYPE = """
            (select body ->> 'subject' as id, body -> 'data' as data, place
               from (select body, place from %s e where type = 'io.stakebook.%s.v1' offset 0) parsed)
            """;

    private NoticeRules() {}

    static List<String> queries() {
        return List.of(
                OPENED_CUSTOMERS,
                PRODUCT_TERMS,
                PRODUCT_SWITCHES,
                POSITIONS_OPENED,
                POSITIONS_CLOSED,
                RUNS,
                PERIODS_CLOSING,
                PERIODS_REOPENED,
                REGIONS,
                REGIONS_RATIFIED,
                REGIONS_LAPSED,
                REGIONS_IN_FORCE,
                REGIONS_APPROVED,
                REGIONS_STANDING,
                REGIONS_ENDS,
                STATEMENTS,
                STATEMENTS_TOLERANCE,
                BREAKS_FOUND,
                BREAKS,
                BREAKS_SAID,
                BREAKS_NOTED,
                LOG_KEYS);
    }

    private static String events(String name) {
        return OF_TYPE.formatted(EventChecks.TOLD, name);
    }

    /**
     * @param rows a query of {@code id} and {@code said}: the members of the event's data that the row knows, each whole
     * @param keys how the event's id is made of its data, when it is not its subject
     */
    private static String bothWays(String rows, String event, String keys) {
        return """
                select coalesce(r.id, v.id),
                       case when v.id is null then 'has no event %2$s'
                            when r.id is null then 'has an event %2$s and no row that it tells of'
                            else 'its row says ' || r.said::text || ', its event %2$s ' || v.data::text end
                  from (%1$s) r
                  full join (select * from (select %4$s as id, e.data from %3$s e) told where id is not null) v using (id)
                 where r.id is null or v.id is null or coalesce(v.data || r.said <> v.data, true)
                """.formatted(rows, event, events(event), keys);
    }

    private static String bothWays(String rows, String event) {
        return bothWays(rows, event, "e.id");
    }

    /** An identifier as events show it. */
    private static String id(String prefix, String column) {
        return "'" + prefix + "_' || replace(" + column + "::text, '-', '')";
    }

    private static final String OPENED_CUSTOMERS = bothWays(
            "select " + id("cust", "d.customer_id") + " as id, jsonb_build_object('decision_id', "
                    + id("dec", "d.decision_id")
                    + ") as said from policy_decision d join customer c using (customer_id)"
                    + " where d.activity = 'ACCOUNT_OPEN' and d.permitted",
            "account.opened");

    /** Rates stand in the row as whole numbers of 10^-10 (a tier, an early redemption) and 10^-4 (the commission). */
    private static final String PRODUCT_TERMS =
            bothWays("""
            select t.product_id || '/' || t.version as id,
                   jsonb_strip_nulls(jsonb_build_object('asset', p.asset, 'kind', lower(t.kind),
                       'yield_source', lower(t.yield_source), 'value_date_rule', lower(t.value_date_rule),
                       'snapshot', lower(t.snapshot), 'payout_account', lower(t.payout_account),
                       'commission_rate', trim_scale(t.commission_bp * 0.0001)::text, 'term_days', t.term_days,
                       'early_redemption', lower(t.early_rule)
                            || coalesce(' ' || trim_scale(t.early_apr * 0.0000000001)::text, ''),
                       'tiers', coalesce(
                            (select jsonb_agg(jsonb_build_object('from_units', tier[1], 'to_units', nullif(tier[2], ''),
                                              'apr', trim_scale(tier[3]::numeric * 0.0000000001)::text) order by place)
                               from regexp_matches(t.tiers, '([0-9]+)-([0-9]*):([0-9]+)', 'g')
                                    with ordinality as ladder (tier, place)), '[]'))) as said
              from product_terms t join product p using (product_id)
            """, "product.published", "(e.id || '/' || (e.data ->> 'terms_version'))");

    /** Of switches only the newest is known: it is how the product stands. */
    private static final String PRODUCT_SWITCHES = """
            select p.product_id, 'subscription is ' || p.subscribe_enabled || ' and redemption ' || p.redeem_enabled
                   || ', the newest event says ' || coalesce(v.data::text, 'nothing, so both were never switched')
              from product p
              left join (select distinct on (e.id) e.id, e.data from %s e
                          where e.data -> 'subscribe_enabled' is not null order by e.id, e.place desc) v on v.id = p.product_id
             where (p.subscribe_enabled, p.redeem_enabled) is distinct from
                   (coalesce((v.data ->> 'subscribe_enabled')::boolean, true),
                    coalesce((v.data ->> 'redeem_enabled')::boolean, true))
            """.formatted(events("product.published"));

    private static final String POSITIONS_OPENED = bothWays(
            "select " + id("pos", "position_id") + " as id, jsonb_build_object('customer_id', "
                    + id("cust", "customer_id")
                    + ", 'product_id', product_id, 'asset', asset, 'terms_version', terms_version,"
                    + " 'units', subscribed::text) as said from position",
            "position.opened");

    private static final String POSITIONS_CLOSED = bothWays(
            "select " + id("pos", "position_id") + " as id, jsonb_build_object('customer_id', "
                    + id("cust", "customer_id")
                    + ", 'product_id', product_id, 'asset', asset, 'state', lower(state)) as said"
                    + " from position where state <> 'ACTIVE'",
            "position.closed");

    private static final String RUNS = bothWays(
            "select " + id("run", "run_id") + " as id, jsonb_build_object('product_id', product_id,"
                    + " 'business_date', to_char(day, 'YYYY-MM-DD'), 'inputs_hash', inputs_hash, 'lines', lines,"
                    + " 'entries', entries, 'totals', case when debits = 0 then '[]'::jsonb else"
                    + " jsonb_build_array(jsonb_build_object('asset', asset, 'units', debits::text)) end) as said"
                    + " from accrual_run where state = 'COMPLETED'",
            "accrual.run.completed");

    /** After a reopening the row names who approved that, no more who began. */
    private static final String PERIODS_CLOSING = bothWays("""
            select p.period_id as id, jsonb_build_object('period_id', p.period_id)
                   || case when exists (select from period_reopening r
                                         where r.period_id = p.period_id and r.approved_by is not null) then '{}'::jsonb
                           else jsonb_build_object('by', p.closing_by) end as said
              from period p
            """, "period.closing");

    private static final String PERIODS_REOPENED = bothWays(
            "select " + id("rop", "reopening_id") + " as id, jsonb_build_object('period_id', period_id,"
                    + " 'close_number', close_number, 'reason', reason, 'requested_by', requested_by,"
                    + " 'approved_by', approved_by) as said from period_reopening where approved_by is not null",
            "period.reopened",
            "(e.data ->> 'reopening_id')");

    private static final String CHANGE = id("chg", "change_id");

    /** In the states' text, the line of a tightening that waits for ratification or lapsed without, up to its change. */
    private static final String WAITS_IN = "~ ('(^|\\n)[^ ]+ UNTIL [^ ]+ ' || " + CHANGE + " || '(\\n|$)')";

    private static final String SAID = "jsonb_build_object('direction', direction";

    private static final String REGIONS = bothWays(
            "select " + CHANGE + " as id, " + SAID + ", 'version', base_version + 1,"
                    + " 'content_hash', encode(sha256(convert_to(coalesce(law, proposed), 'UTF8')), 'hex'))"
                    + " || case when proposed " + WAITS_IN + " then jsonb_build_object('step', 'tightened_now')"
                    + " else '{}'::jsonb end as said from policy_change where state in ('ACTIVE', 'SUPERSEDED', 'EXPIRED')",
            "policy.regions.changed",
            "case when coalesce(e.data ->> 'step', 'tightened_now') = 'tightened_now' then e.id end");

    /** Ratification takes the end away from the change; that it had one stays in what it proposed. */
    private static final String REGIONS_RATIFIED = bothWays(
            "select " + CHANGE + " as id, " + SAID + ", 'step', 'ratified') as said from policy_change"
                    + " where state in ('ACTIVE', 'SUPERSEDED') and expires_at is null and proposed " + WAITS_IN,
            "policy.regions.changed",
            "case when e.data ->> 'step' = 'ratified' then e.id end");

    private static final String REGIONS_LAPSED = bothWays(
            "select " + CHANGE + " as id, " + SAID + ", 'step', 'lapsed') as said from policy_change"
                    + " where state = 'EXPIRED'",
            "policy.regions.changed",
            "case when e.data ->> 'step' = 'lapsed' then e.id end");

    /** What every batch is ruled by is what the newest event tells, to the letter; a lapse is written in the states before. */
    private static final String REGIONS_IN_FORCE = """
            select coalesce(b.change, v.id),
                   'in force is version ' || coalesce(b.version || ' of ' || coalesce(b.change, 'nobody') || ' "' || b.toggles
                       || '"', 'none') || ', its newest event tells of ' || coalesce(v.data::text, 'none')
              from (select 1 as one, version, toggles, 'chg_' || replace(active_change::text, '-', '') as change
                      from region_book) b
              full join (select 1 as one, e.id, e.data from %s e where e.data ->> 'step' is distinct from 'lapsed'
                          order by e.place desc limit 1) v using (one)
             where (b.change, b.version::text, encode(sha256(convert_to(b.toggles, 'UTF8')), 'hex'))
                   is distinct from (v.id, v.data ->> 'version', v.data ->> 'content_hash')
            """.formatted(events("policy.regions.changed"));

    /** A yes is for the content it names, and that is what the change proposes. */
    private static final String REGIONS_APPROVED = """
            select c.change_id::text, 'proposes what hashes to ' || c.hash || ', an approval is for ' || split_part(a, E'\\t', 2)
              from (select change_id, approvals, encode(sha256(convert_to(proposed, 'UTF8')), 'hex') as hash
                      from policy_change where approvals <> '') c,
                   string_to_table(c.approvals, E'\\n') a
             where split_part(a, E'\\t', 2) <> c.hash
            """;

    /** Active are the change that made the states and the tightenings in them whose end is still open, and no others. */
    private static final String REGIONS_STANDING = """
            select c.change_id::text, 'is ' || c.state || ' with the end ' || coalesce(c.expires_at::text, 'none') || case
                   when c.expires_at is not null then ', the states in force have '
                        || case when c.waits then '' else 'no ' end || 'such tightening of its'
                   when c.change_id = b.active_change then ', and made the states in force'
                   else ', and did not make the states in force' end
              from (select p.*, coalesce((select toggles from region_book) %s, false) as waits from policy_change p) c
              left join region_book b on true
             where case when c.waits then c.state not in ('ACTIVE', 'EXPIRED') or c.expires_at is null
                        when c.expires_at is not null then c.state = 'ACTIVE'
                        else (c.state = 'ACTIVE') <> coalesce(c.change_id = b.active_change, false) end
            """.formatted(WAITS_IN);

    /** Until when it is ratified stands in the change, until when it binds in what it proposed. */
    private static final String REGIONS_ENDS = """
            select change_id::text, 'is to be ratified before ' || expires_at || ', what it proposed ends '
                   || coalesce('at ' || told, 'never')
              from (select change_id, expires_at,
                           substring(proposed from '(?:^|\\n)[^ ]+ UNTIL ([0-9T:.-]+Z) ' || %s || '(?:\\n|$)') as told
                      from policy_change where expires_at is not null) c
             where told::timestamptz is distinct from expires_at
            """.formatted(CHANGE);

    /** The first key is told of together with the second. */
    private static final String LOG_KEYS = bothWays(
            "select vkey as id, jsonb_build_object('valid_from_size', valid_from_size) as said from log_key where told",
            "log.key.added");

    private static final String STATEMENTS = bothWays(
            "select " + id("stmt", "statement_id") + " as id, jsonb_build_object('provider', provider,"
                    + " 'file_sha256', file_sha256, 'days', days, 'agreed', agreed) as said from reward_statement",
            "reconciliation.statement.matched");

    /** Statements of the first writers are told of without who brought them and how exact they had to be. */
    private static final String STATEMENTS_TOLERANCE =
            """
            select v.id, 'allows ' || s.tolerance || ' a line and was brought by ' || s.received_by || ', its event says '
                   || v.data::text
              from %s v join reward_statement s on %s = v.id
             where v.data -> 'tolerance_per_line' is not null
               and (v.data ->> 'tolerance_per_line', v.data ->> 'received_by') is distinct from
                   (s.tolerance::text, s.received_by)
            """.formatted(events("reconciliation.statement.matched"), id("stmt", "s.statement_id"));

    /** Of a break that a newer statement superseded the first writer told nothing. */
    private static final String BREAKS = bothWays(
            "select " + id("brk", "break_id") + " as id, jsonb_strip_nulls(jsonb_build_object('statement_id', "
                    + id("stmt", "statement_id") + ", 'product_id', product_id, 'asset', asset,"
                    + " 'resolution', lower(resolution), 'entry_id', " + id("entry", "entry_id") + ")) as said"
                    + " from reward_break where resolution in ('EXPLAINED', 'CORRECTED')",
            "reconciliation.break.resolved",
            "case when e.data ->> 'resolution' <> 'superseded' then e.id end");

    private static final String BREAKS_FOUND = bothWays(
            "select " + id("brk", "break_id") + " as id, jsonb_build_object('statement_id', "
                    + id("stmt", "statement_id") + ", 'provider', provider, 'break_type', lower(type), 'product_id',"
                    + " product_id, 'business_date', to_char(day, 'YYYY-MM-DD'), 'asset', asset) as said"
                    + " from reward_break where told",
            "reconciliation.break.found");

    /** Events of the first writer say neither who nor why. */
    private static final String BREAKS_SAID =
            """
            select v.id, 'was resolved by ' || coalesce(b.resolved_by, 'nobody') || coalesce(' and ' || b.approved_by, '')
                   || ' with the note ' || coalesce(b.resolution_note, 'none') || ', its event says ' || v.data::text
              from %s v join reward_break b on %s = v.id
             where v.data -> 'resolved_by' is not null
               and (v.data ->> 'resolution', v.data ->> 'resolved_by', v.data ->> 'approved_by', v.data ->> 'note') is distinct from
                   (lower(b.resolution), b.resolved_by, b.approved_by, b.resolution_note)
            """.formatted(events("reconciliation.break.resolved"), id("brk", "b.break_id"));

    private static final String BREAKS_NOTED = """
            select b.break_id::text, 'counts ' || b.notes || ' notes, ' || count(n.number) || ' are kept'
              from reward_break b left join reward_break_note n using (break_id)
             group by b.break_id, b.notes
            having b.notes <> count(n.number) or b.notes <> coalesce(max(n.number), 0)
            """;
}
