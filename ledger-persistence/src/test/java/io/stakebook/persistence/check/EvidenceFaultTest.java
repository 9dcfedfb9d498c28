package io.stakebook.persistence.check;

import io.stakebook.core.check.CheckName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One fault at a time planted in events, the log, decisions and kept outcomes: each check finds its own. */
@ExtendWith(WithLivedBook.class)
class EvidenceFaultTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    EVENTS_COMPLETE      | update product_terms set tiers = regexp_replace(tiers, ':[0-9]+', ':90000000', 'g')
                    EVENTS_COMPLETE      | update product_terms set tiers = concat(tiers, ';5-:1') where version = 1
                    EVENTS_COMPLETE      | update product_terms set commission_bp = commission_bp + 1
                    EVENTS_COMPLETE      | update product_terms set early_apr = early_apr + 1 where early_apr is not null
                    EVENTS_COMPLETE      | update product_terms set term_days = term_days - 1 where term_days is not null
                    EVENTS_COMPLETE      | update product_terms set payout_account = 'SPOT' where version = 1
                    EVENTS_COMPLETE      | update product_terms set value_date_rule = 'NEXT_UTC_DAY' where version = 2
                    EVENTS_COMPLETE      | update product_terms set snapshot = 'END_OF_DAY' where version = 2
                    EVENTS_COMPLETE      | update period_close set closed_by = 'nobody'
                    EVENTS_COMPLETE      | update period_close set override_id = null where number = 2
                    EVENTS_COMPLETE      | update period_override set reason = 'another'
                    EVENTS_COMPLETE      | delete from event_log where entry_id is not null and seq < 10
                    EVENTS_COMPLETE      | delete from event_log where type like '%decision.refused%'
                    EVENTS_COMPLETE      | delete from journal_entry where place = 3
                    EVENTS_COMPLETE      | delete from event_log where type like '%limits.changed%'
                    EVENTS_COMPLETE      | delete from account_limits where version = 2
                    EVENTS_COMPLETE      | update account_limits set max_posted = 5 where version = 2
                    EVENTS_COMPLETE      | delete from event_log where type like '%period.closed%'
                    EVENTS_COMPLETE      | delete from period_close
                    EVENTS_COMPLETE      | update period_close set hash = repeat('0', 64)
                    EVENTS_COMPLETE      | delete from event_log where type like '%period.closing%'
                    EVENTS_COMPLETE      | delete from event_log where type like '%period.reopened%'
                    EVENTS_COMPLETE      | delete from event_log where type like '%accrual.run.completed%'
                    EVENTS_COMPLETE      | delete from event_log where type like '%policy.regions.changed%'
                    EVENTS_COMPLETE      | delete from event_log where type like '%position.opened%'
                    EVENTS_COMPLETE      | delete from event_log where type like '%account.opened%'
                    EVENTS_COMPLETE      | delete from event_log where type like '%product.published%'
                    EVENTS_COMPLETE      | delete from event_log where type like '%statement.matched%'
                    EVENTS_COMPLETE      | delete from event_log where type like '%break.resolved%'
                    EVENTS_COMPLETE      | delete from event_log where type like '%log.key.added%'
                    EVENTS_COMPLETE      | update log_key set valid_from_size = 8 where added_by is not null
                    EVENTS_COMPLETE      | update log_key set told = false where added_by is null
                    EVENTS_COMPLETE      | update position set state = 'REDEEMED', principal = 0 where state = 'ACTIVE'
                    EVENTS_COMPLETE      | insert into pending_event (owner, type, body) select owner, 'io.stakebook.position.closed.v1', leaf from event_log where type like '%position.opened%' limit 1
                    EVENTS_COMPLETE      | update position set subscribed = subscribed + 1
                    EVENTS_COMPLETE      | update accrual_run set inputs_hash = repeat('0', 64) where day = '2026-03-02'
                    EVENTS_COMPLETE      | delete from accrual_run where day = '2026-03-02'
                    EVENTS_COMPLETE      | update period set closing_by = 'nobody'; update period_reopening set approved_by = null, approved_at = null
                    EVENTS_COMPLETE      | update period_reopening set reason = 'another'
                    EVENTS_COMPLETE      | update policy_change set proposed = replace(proposed, 'NO_NEW', 'ALLOW')
                    EVENTS_COMPLETE      | update policy_change set state = 'IN_REVIEW'
                    EVENTS_COMPLETE      | update region_book set toggles = ''
                    EVENTS_COMPLETE      | update region_book set version = 7
                    EVENTS_COMPLETE      | update event_log set leaf = convert_to('cut', 'UTF8') where type like '%period.closing%'
                    EVENT_CONTENTS       | update event_log set leaf = decode('ff', 'hex') where entry_id is not null and seq < 10
                    EVENTS_COMPLETE      | update product_terms set yield_source = 'PROMO' where version = 2
                    EVENTS_COMPLETE      | delete from product_terms where version = 2
                    EVENTS_COMPLETE      | update product set subscribe_enabled = true where not subscribe_enabled
                    EVENTS_COMPLETE      | delete from customer
                    EVENTS_COMPLETE      | update reward_statement set file_sha256 = repeat('0', 64)
                    EVENTS_COMPLETE      | update reward_break set told = false
                    EVENTS_COMPLETE      | update reward_break set approved_by = 'eve'
                    EVENTS_COMPLETE      | update reward_break set notes = notes + 1
                    EVENTS_COMPLETE      | update reward_statement set tolerance = tolerance + 1
                    EVENTS_COMPLETE      | update reward_break set resolution = 'EXPLAINED', entry_id = null
                    EVENTS_IN_ORDER      | update event_log set seq = seq + 1000000 where entry_id = (select entry_id from journal_entry order by place limit 1)
                    EVENTS_IN_ORDER      | insert into pending_event (entries) select array[entry_id] from event_log where seq = (select min(seq) from event_log where entry_id is not null); delete from event_log where seq = (select min(seq) from event_log where entry_id is not null)
                    EVENT_CONTENTS       | update posting set units = units + 1 where entry_id in (select entry_id from journal_entry where place = 7)
                    EVENT_CONTENTS       | update journal_entry set memo = 'other' where place = 7
                    EVENT_CONTENTS       | update journal_entry set posted_by = 'nobody' where place = 7
                    EVENT_CONTENTS       | update journal_entry set business_date = business_date + 1 where place = 7
                    EVENT_CONTENTS       | update journal_entry set effective_at = effective_at + interval '1 microsecond' where place = 7
                    EVENT_CONTENTS       | update journal_entry set recorded_at = recorded_at + interval '1 microsecond' where place = 7
                    EVENT_CONTENTS       | update journal_entry set customer_id = null where place = 7
                    EVENT_CONTENTS       | update journal_entry set expires_at = expires_at + interval '1 day' where phase = 'R'
                    EVENT_CONTENTS       | update event_log set type = 'io.stakebook.journal.entry.posted.v1' where type like '%reserved%'
                    EVENT_LOG            | update event_log set leaf = set_byte(leaf, 200, get_byte(leaf, 200) # 1) where seq = 5
                    EVENT_LOG            | delete from event_log where seq = 5
                    EVENT_LOG            | update event_log set leaf_hash = sha256(leaf_hash) where seq = 5
                    EVENT_LOG            | update event_head set range = set_byte(range, 12, get_byte(range, 12) # 1)
                    EVENT_LOG            | update event_log set owner_seq = owner_seq + 1000 where seq = 5
                    DECISION_CHAIN       | update policy_decision set reason = 'NO_CN_NEXUS' where outcome = 'DENY'
                    DECISION_CHAIN       | delete from policy_decision where seq = 2
                    DECISION_CHAIN       | update decision_head set size = size + 1
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where cardinality(entries) > 0 and key = (select max(key) from idempotency where cardinality(entries) > 0)
                    IDEMPOTENCY_OUTCOMES | delete from policy_decision where seq = 1
                    IDEMPOTENCY_OUTCOMES | update idempotency set recorded_at = recorded_at + interval '1 second' where cardinality(entries) > 0
                    IDEMPOTENCY_OUTCOMES | update idempotency set entries = array(select unnest(entries) order by 1 desc) where cardinality(entries) > 1
                    IDEMPOTENCY_OUTCOMES | update idempotency set status = 422 where cardinality(entries) > 0
                    IDEMPOTENCY_OUTCOMES | update idempotency set fingerprint = 'none'
                    IDEMPOTENCY_OUTCOMES | update idempotency set fingerprint = repeat('1', 64)
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where recorded_at = (select sealed_at from period)
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where recorded_at = (select requested_at from period_reopening)
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where recorded_at = (select given_at from period_override)
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where recorded_at = (select max(published_at) from product_terms)
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where recorded_at = (select proposed_at from policy_change)
                    IDEMPOTENCY_OUTCOMES | update log_key set added_at = added_at + interval '1 second' where added_by is not null
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where recorded_at = (select facts_changed_at from customer where facts_changed_at > opened_at)
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where recorded_at = (select received_at from reward_statement)
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where scope = 'accrual' and entries = '{}'
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where scope = 'accrual' and key = (select min(key) from idempotency where scope = 'accrual' and key like 'eth-saver/%cust%')
                    IDEMPOTENCY_OUTCOMES | update idempotency set body = concat(body, '!') where scope = 'period'
                    IDEMPOTENCY_OUTCOMES | update idempotency set kind = 'J', status = 422 where scope = 'period'
                    IDEMPOTENCY_OUTCOMES | update idempotency set location = '/v1/entries/entry_00000000000070008000000000000000' where cardinality(entries) = 1
                    IDEMPOTENCY_OUTCOMES | update idempotency set content_type = 'application/json'
                    IDEMPOTENCY_OUTCOMES | update idempotency set entries = array_append(entries, (select entry_id from journal_entry where place = 2)) where key = (select max(key) from idempotency where cardinality(entries) > 0)
                    IDEMPOTENCY_OUTCOMES | update idempotency set decision_id = null where kind = 'A' and decision_id is not null
                    IDEMPOTENCY_OUTCOMES | update journal_entry set decision_id = (select decision_id from policy_decision where not permitted limit 1) where decision_id is not null
                    """)
    void faultInTheEvidence_isFound(CheckName check, String fault, LivedBook lived) {
        lived.assertFound(check, fault);
    }
}
