package io.stakebook.persistence.check;

import io.stakebook.core.check.CheckName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One fault at a time planted in positions, accruals, withdrawals and what backs them: each check finds its own. */
@ExtendWith(WithLivedBook.class)
class StakingFaultTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    POSITION_PRINCIPALS  | update position set principal = principal + 1 where state = 'ACTIVE'
                    POSITION_REWARDS     | update position set reward_accrued = reward_accrued + 1
                    CAPACITY_USED        | update product_usage set principal = principal + 1 where product_id = 'eth-staking'
                    WITHDRAWALS          | update withdrawal set units = units + 1 where state = 'REQUESTED'
                    WITHDRAWALS          | update withdrawal set state = 'SETTLED', settled_at = requested_at, tx_hash = '0x1' where state = 'REQUESTED'
                    WITHDRAWALS          | update withdrawal set state = 'REQUESTED', settled_at = null, tx_hash = null where state = 'SETTLED'
                    WITHDRAWALS          | update withdrawal set customer_id = gen_random_uuid()
                    WITHDRAWALS          | update withdrawal set source = 'FUNDING' where source = 'SPOT'
                    WITHDRAWALS          | update withdrawal set decision_id = gen_random_uuid() where state = 'SETTLED'
                    WITHDRAWALS          | update withdrawal set settled_at = settled_at + interval '1 second' where state = 'SETTLED'
                    WITHDRAWALS          | delete from withdrawal where state = 'SETTLED'
                    WITHDRAWALS          | update withdrawal set address = concat(address, '0')
                    WITHDRAWALS          | update withdrawal set tx_hash = concat(tx_hash, '0') where state = 'SETTLED'
                    WITHDRAWALS          | update journal_entry set memo = concat(memo, '0') where kind = 'withdrawal_requested'
                    WITHDRAWALS          | update journal_entry set memo = null where kind = 'withdrawal_settled'
                    KEPT_ACCOUNTS        | update withdrawal set units = units + 1 where state = 'REQUESTED'
                    KEPT_ACCOUNTS        | delete from withdrawal where state = 'REQUESTED'
                    KEPT_ACCOUNTS        | update balance set credits = credits + 1 where account_id = (select min(account_id) from account where chart = 2150)
                    KEPT_ACCOUNTS        | update balance set credits = credits + 1 where account_id = (select min(account_id) from account where chart = 2030)
                    KEPT_ACCOUNTS        | update balance set credits = credits + 1 where account_id = (select min(account_id) from account where chart = 2060)
                    KEPT_ACCOUNTS        | update journal_entry set kind = 'general' where kind = 'accrual_correction'
                    KEPT_ACCOUNTS        | update reward_break set reported = reported + 1
                    ACCRUAL_LINES        | update accrual_line set carry_after = carry_after + 1 where day = '2026-03-02'
                    ACCRUAL_LINES        | update accrual_line set entry_id = (select min(entry_id::text)::uuid from journal_entry) where stream = 'BASE' and day = '2026-03-02'
                    ACCRUAL_LINES        | delete from accrual_line where day = '2026-03-03'
                    ACCRUAL_LINES        | update accrual_line set carry_before = carry_before + 1, numerator = numerator - 1 where day = '2026-03-01'
                    ACCRUAL_LINES        | update position set base_carry = 3153600000000000000000000::numeric * 1000000000
                    ACCRUAL_LINES        | update position set commission_carry = commission_carry + 1
                    ACCRUAL_LINES        | update position set accrued_until = '2100-01-01' where state = 'ACTIVE'
                    ACCRUAL_LINES        | update position set accrued_until = accrued_until - interval '1 day' where state = 'ACTIVE'
                    ACCRUAL_LINES        | update position set settled = true where state = 'ACTIVE'
                    ACCRUAL_LINES        | update position set closed_at = opened_at where state = 'ACTIVE'
                    ACCRUAL_LINES        | delete from portfolio
                    ACCRUAL_LINES        | update portfolio set asset = 'BTC'
                    ACCRUAL_LINES        | update product set last_run_day = last_run_day + 1
                    ACCRUAL_LINES        | update product set last_run_day = last_run_day - 1
                    ACCRUAL_LINES        | update position set accrual_from = accrual_from - interval '1 hour'
                    ACCRUAL_LINES        | update position set matures_at = now()
                    ACCRUAL_LINES        | update position set matures_at = null where matures_at is not null
                    ACCRUAL_LINES        | update position set opened_at = opened_at - interval '1 microsecond'
                    ACCRUAL_LINES        | update position set terms_version = 2
                    POSITION_REWARDS     | update position set reward_paid = reward_paid - 1, reward_forfeited = reward_forfeited + 1 where reward_paid > 0
                    POSITION_REWARDS     | update position set reward_paid = reward_paid + 1, reward_forfeited = reward_forfeited - 1 where reward_forfeited > 0
                    RUN_MANIFESTS        | update accrual_line set basis = concat(basis, '!') where day = '2026-03-01'
                    RUN_MANIFESTS        | update accrual_run set base_units = base_units + 1 where day = '2026-03-01'
                    SEGREGATION          | update balance set debits = debits - 1000000000000000000 where account_id = (select account_id from account where chart = 1010)
                    """)
    void faultInTheStakingBook_isFound(CheckName check, String fault, LivedBook lived) {
        lived.assertFound(check, fault);
    }
}
