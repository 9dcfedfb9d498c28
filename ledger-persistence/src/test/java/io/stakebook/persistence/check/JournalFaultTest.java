package io.stakebook.persistence.check;

import io.stakebook.core.check.CheckName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One fault at a time planted in the journal, its balances, reservations and periods: each check finds its own. */
@ExtendWith(WithLivedBook.class)
class JournalFaultTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    BOOK_BALANCES        | update posting set units = units + 1 where debit and account_seq = 1 and account_id = (select min(account_id) from account)
                    ENTRIES_BALANCE      | update posting set units = units + 1 where debit and account_seq = 1 and account_id = (select min(account_id) from account)
                    ENTRIES_BALANCE      | delete from posting where entry_id = (select min(entry_id::text)::uuid from journal_entry)
                    ENTRIES_BALANCE      | delete from journal_entry where place = 3
                    BOOK_BALANCES        | update posting set units = units + 1 where entry_id = (select entry_id from journal_entry where phase = 'R' order by place limit 1) and debit
                    BOOK_BALANCES        | update balance set pending_debits = pending_debits + 1 where pending_debits > 0
                    BOOK_BALANCES        | update posting set phase = 'P' where entry_id = (select entry_id from journal_entry where phase = 'R' order by place limit 1) and debit
                    LEGS_AGREE           | update posting set phase = 'P' where phase = 'R'
                    LEGS_AGREE           | update posting set effective_at = effective_at + interval '1 microsecond' where account_seq = 2
                    LEGS_AGREE           | update posting set asset_id = 1 where account_seq = 2
                    LEGS_AGREE           | update account set customer_id = position_id where position_id is not null
                    LEGS_AGREE           | alter table journal_entry drop constraint journal_entry_carried_forward; update journal_entry set carried_from = business_date where place = 4
                    RECORDED_ORDER       | update journal_entry set recorded_at = recorded_at - interval '1 day' where place = (select max(place) from journal_entry)
                    RECORDED_ORDER       | update journal_entry set place = place + 100000 where place = 3
                    RECORDED_ORDER       | update journal_entry e set recorded_at = (select recorded_at from journal_entry where phase = 'R' order by place limit 1) where e.place = (select place + 1 from journal_entry where phase = 'R' order by place limit 1)
                    RECORDED_ORDER       | update balance set recorded_at = recorded_at - interval '1 day' where sequence > 0
                    RECORDED_ORDER       | update balance set recorded_at = recorded_at + interval '1 microsecond' where account_id = (select min(account_id) from account)
                    RECORDED_ORDER       | update account_limits set recorded_at = recorded_at + interval '60 days' where version = 2
                    REVERSALS            | update journal_entry set reverses = (select entry_id from journal_entry where place = 5) where reverses is not null
                    REVERSALS            | update journal_entry set kind = 'general' where reverses is not null
                    REVERSALS            | update journal_entry set reverses = null where reverses is not null
                    REVERSALS            | delete from journal_entry where entry_id = (select reverses from journal_entry where reverses is not null)
                    REVERSALS            | drop index journal_entry_reversed_once; update journal_entry set reverses = (select reverses from journal_entry where reverses is not null) where place = (select max(place) from journal_entry)
                    REVERSALS            | update journal_entry set phase = 'R' where entry_id = (select reverses from journal_entry where reverses is not null)
                    REVERSALS            | update journal_entry r set effective_at = o.effective_at - interval '1 microsecond' from journal_entry o where o.entry_id = r.reverses
                    REVERSALS            | update journal_entry r set business_date = o.business_date - 1 from journal_entry o where o.entry_id = r.reverses
                    BALANCES_ARE_FOLDS   | update balance set pending_credits = pending_credits + 1 where pending_credits > 0
                    BALANCES_ARE_FOLDS   | update balance set effective_high = effective_high + interval '1 second' where sequence > 0
                    BALANCES_ARE_FOLDS   | update posting set phase = 'P' where phase = 'S'
                    BALANCES_ARE_FOLDS   | update balance set credits = credits + 1 where not floored
                    BALANCES_ARE_FOLDS   | update balance set sequence = sequence - 1 where sequence > 1
                    BALANCES_ARE_FOLDS   | update balance set sequence = sequence + 1
                    BALANCES_ARE_FOLDS   | delete from balance where account_id = (select max(account_id) from account)
                    ACCOUNT_SEQUENCES    | update posting set account_seq = account_seq + 100 where (account_id, account_seq) in (select account_id, max(account_seq) from posting group by account_id having count(*) > 1)
                    ACCOUNT_SEQUENCES    | update posting set credits_after = credits_after + 1 where account_seq = 1
                    FLOORS               | alter table posting drop constraint posting_credit_floor; update posting set debits_after = credits_after + 5 where account_id = (select account_id from account where chart = 2010 limit 1)
                    FLOORS               | update posting set credit_floor = credit_floor - 1 where credit_floor is not null
                    FLOORS               | update posting set credit_floor = null, debit_floor = null
                    FLOORS               | update posting set credit_floor = -99999999999999999999999999 where debit_floor is null and credit_floor is null
                    FLOORS               | update posting set debit_floor = -99999999999999999999999999 where credit_floor is not null
                    FLOORS               | update balance set floored = not floored where account_id = (select max(account_id) from account)
                    FLOORS               | update account_limits set min_available = 1000000000000000000000000
                    FLOORS               | update account_limits set max_posted = 1
                    FLOORS               | update account_limits set max_available = 1
                    FLOORS               | alter table posting drop constraint posting_credit_floor; update posting set pending_debits_after = credits_after + 1 where account_id = (select account_id from account where chart = 2010 limit 1)
                    ACCOUNT_SEQUENCES    | update posting set pending_debits_after = null where pending_debits_after is not null
                    ACCOUNT_SEQUENCES    | update posting set backdated = false where backdated
                    ACCOUNT_SEQUENCES    | update posting set backdated = true where account_seq = 1
                    LIMITS_IN_FORCE      | update balance set max_posted = max_posted + 1 where limits_version > 0
                    LIMITS_IN_FORCE      | update balance set min_posted = -5 where limits_version = 0
                    LIMITS_IN_FORCE      | delete from account_limits where version = 1
                    LIMITS_IN_FORCE      | delete from account_limits
                    LIMITS_IN_FORCE      | update account_limits set recorded_at = recorded_at - interval '1 day' where version = 2
                    RESERVATIONS         | update posting set units = units * 100 where phase = 'S'
                    RESERVATIONS         | update posting set units = units - 1 where phase = 'V'
                    RESERVATIONS         | update journal_entry set reservation_id = (select entry_id from journal_entry where place = 3) where phase = 'S'
                    RESERVATIONS         | delete from journal_entry where phase = 'R'
                    RESERVATIONS         | update journal_entry set expires_at = recorded_at where phase = 'R'
                    RESERVATIONS         | update journal_entry set reservation_id = (select reservation_id from journal_entry where phase = 'V' limit 1) where phase = 'S'
                    RESERVATIONS         | update reservation set settled = array(select 0 from unnest(units)) where state = 'SETTLED'
                    RESERVATIONS         | update reservation set remaining = array(select 1 from unnest(units)) where state = 'OPEN'
                    RESERVATIONS         | delete from reservation where state = 'OPEN'
                    RESERVATIONS         | update reservation set entry_id = gen_random_uuid() where state = 'VOIDED'
                    RESERVATIONS         | update reservation set version = version + 1 where state = 'EXPIRED'
                    RESERVATIONS         | update reservation set state = 'VOIDED' where state = 'EXPIRED'
                    RESERVATIONS         | update reservation set state = 'VOIDED' where state = 'SETTLED'
                    RESERVATIONS         | update reservation set expires_at = expires_at + interval '1 day' where state = 'OPEN'
                    RESERVATIONS         | update reservation set resolved_by = entry_id where state = 'VOIDED'
                    RESERVATIONS         | update reservation set accounts = array_reverse(accounts) where state = 'OPEN'
                    RESERVATIONS         | update journal_entry set effective_at = effective_at - interval '1 day' where phase = 'S'
                    RESERVATIONS         | update journal_entry set effective_at = effective_at - interval '1 day' where phase = 'V'
                    CLOSED_PERIODS       | update posting set units = units + 1 where account_seq = 1
                    CLOSED_PERIODS       | update journal_entry set business_date = '2026-04-01' where place = 2
                    CLOSED_PERIODS       | update journal_entry set business_date = '2026-03-31' where business_date > '2026-03-31'
                    CLOSED_PERIODS       | update period_balance set debits = debits + 1 where chart = 1010
                    CLOSED_PERIODS       | delete from period_balance where chart = 1010
                    CLOSED_PERIODS       | update period_close set entries = entries + 1
                    CLOSED_PERIODS       | update period_close set hash = repeat('0', 64)
                    CLOSED_PERIODS       | update period_book set sealed_through = null
                    CLOSED_PERIODS       | delete from period_close
                    CLOSED_PERIODS       | update period set state = 'CLOSING', sealed_at = null, sealed_by = null; update period_book set sealed_through = null
                    CLOSED_PERIODS       | update period_reopening set approved_by = null, approved_at = null
                    CLOSED_PERIODS       | delete from period_reopening
                    CLOSED_PERIODS       | delete from period_override
                    CLOSED_PERIODS       | update period_override set given_by = 'fin-1'
                    CLOSED_PERIODS       | update period_override set close_number = 1
                    CLOSED_PERIODS       | alter table period_reopening drop constraint period_reopening_two_people; update period_reopening set approved_by = requested_by
                    CLOSED_PERIODS       | insert into period_reopening select gen_random_uuid(), period_id, 2, reason, requested_by, requested_at, approved_by, approved_at, version from period_reopening
                    CLOSED_PERIODS       | update journal_entry set carried_from = '2026-04-01', business_date = '2026-04-03' where carried_from is not null
                    RESERVED_TOTALS      | update balance set pending_debits = pending_debits + 1 where pending_debits > 0
                    RESERVED_TOTALS      | alter table journal_entry drop constraint journal_entry_only_reservations_expire; update journal_entry set phase = 'P' where phase = 'R'
                    """)
    void faultInTheJournal_isFound(CheckName check, String fault, LivedBook lived) {
        lived.assertFound(check, fault);
    }
}
