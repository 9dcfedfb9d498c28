package io.stakebook.persistence.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.accrual.AccrualLine;
import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.RunState;
import io.stakebook.core.accrual.StartRun;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.CheckRun;
import io.stakebook.core.check.CheckTrigger;
import io.stakebook.core.check.KeepReport;
import io.stakebook.core.decision.Decisions;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.funding.ConfirmWithdrawal;
import io.stakebook.core.funding.RequestWithdrawal;
import io.stakebook.core.funding.Withdrawal;
import io.stakebook.core.id.CheckId;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.money.Amount;
import io.stakebook.core.page.Limit;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Positions;
import io.stakebook.core.position.Redeem;
import io.stakebook.core.product.YieldSource;
import io.stakebook.persistence.accrual.JpaAccrualLines;
import io.stakebook.persistence.accrual.JpaAccrualRuns;
import io.stakebook.persistence.clock.JpaClockOffsets;
import io.stakebook.persistence.customer.JpaCustomers;
import io.stakebook.persistence.decision.JpaDecisions;
import io.stakebook.persistence.funding.JpaWithdrawals;
import io.stakebook.persistence.position.JpaPositions;
import io.stakebook.persistence.product.JpaProducts;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A book that lived for three days is clean; one planted fault at a time, each check finds its own. */
class BookCheckerTest {

    private static final BigInteger ETHER = BigInteger.TEN.pow(18);
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final ProductId STAKING = new ProductId("eth-staking");
    private static LiveBook book;
    private static TestDatabase frozen;
    private static CustomerId ann;
    private static PositionView position;
    private static AccrualRun lastRun;
    private static WithdrawalId withdrawal;

    @BeforeAll
    static void liveForThreeDays() {
        book = new LiveBook();
        ann = book.customer("SG");
        CustomerId ben = book.customer("DE");
        book.fundHouse(TestBook.ETH, ETHER.multiply(BigInteger.TEN));
        book.product("eth-staking", TestBook.ETH, LiveBook.flexible("0.032", YieldSource.PROTOCOL_STAKING, "0.1"));
        book.product("eth-saver", TestBook.ETH, LiveBook.flexible("0.05", YieldSource.PLATFORM_FUNDED, "0"));
        for (CustomerId customer : List.of(ann, ben)) {
            book.deposit(customer, TestBook.ETH, ETHER.multiply(BigInteger.valueOf(40)));
        }
        position = book.subscribe(ann, STAKING, ETHER.multiply(BigInteger.valueOf(3)));
        book.subscribe(ben, STAKING, ETHER.add(BigInteger.valueOf(7)));
        book.subscribe(ben, new ProductId("eth-saver"), ETHER.multiply(BigInteger.TWO));
        assertThat(book.ask(book.open(new CustomerId(book.ids().next()), "CN")).refusal())
                .isNotNull();
        FixedTermDays fixed = FixedTermDays.open(book, ben);
        for (int day = 0; day < 3; day++) {
            if (day < 2) {
                book.accrue(STAKING, FIRST.plusDays(day));
            }
            book.accrue(new ProductId("eth-saver"), FIRST.plusDays(day));
            fixed.accrue(FIRST.plusDays(day));
        }
        lastRun = book.accrue(STAKING, FIRST.plusDays(2));
        fixed.leaveEarly();
        book.run(new Redeem(
                ann,
                STAKING,
                TestBook.ETH,
                position.position().id(),
                new JpaProducts(book.reads()).terms(STAKING, 1).orElseThrow(),
                ETHER,
                Wallet.SPOT,
                false,
                RequestEvidence.none(),
                Redeem.Ids.from(book.ids())));
        withdrawal = new WithdrawalId(book.ids().next());
        book.run(new RequestWithdrawal(
                withdrawal,
                ann,
                new Amount(TestBook.ETH, ETHER),
                Wallet.SPOT,
                "0xabc",
                RequestEvidence.none(),
                new DecisionId(book.ids().next()),
                new EntryId(book.ids().next())));
        TwoPhaseDay.live(book, ann);
        StaffDay.live(book, ann, lastRun, new ProductId("eth-saver"));
        book.awaitAtRest();
        frozen = book.database().copy();
    }

    @AfterAll
    static void close() {
        book.close();
    }

    @Test
    void bookThatLived_isClean() {
        CheckReport report = book.checker().check(EnumSet.allOf(CheckName.class));

        assertThat(report.results())
                .allSatisfy(result -> assertThat(result.findings()).isEmpty());
        assertThat(report.clean()).isTrue();
        assertThat(report.results())
                .hasSize(CheckName.values().length)
                .allSatisfy(result -> assertThat(result.examined()).isPositive());
        assertThat(report.entries()).isGreaterThan(20);
    }

    @Test
    void reads_showWhatWasWritten() {
        PositionView read =
                new JpaPositions(book.reads()).find(position.position().id()).orElseThrow();

        assertThat(read.position().principal()).isEqualTo(ETHER.multiply(BigInteger.TWO));
        assertThat(read.position().rewardAccrued())
                .isPositive()
                .isEqualTo(read.position().rewardPaid());
        assertThat(new JpaPositions(book.reads())
                        .portfolio(ann, STAKING)
                        .orElseThrow()
                        .positions())
                .containsExactly(read.position());
        assertThat(new JpaPositions(book.reads())
                        .list(new Positions.Query(ann, null, null), Optional.empty(), Limit.DEFAULT)
                        .items())
                .containsExactly(read);
        assertThat(new JpaCustomers(book.reads())
                        .find(ann)
                        .orElseThrow()
                        .facts()
                        .residency())
                .isEqualTo("SG");
        assertThat(new JpaCustomers(book.reads())
                        .list(Optional.empty(), Limit.DEFAULT)
                        .items())
                .hasSize(2);
        assertThat(new JpaAccrualRuns(book.reads()).find(lastRun.id())).contains(lastRun);
        assertThat(lastRun.state()).isEqualTo(RunState.COMPLETED);
        assertThat(new JpaClockOffsets(book.reads()).current().seconds()).isPositive();
        Withdrawal asked = new JpaWithdrawals(book.reads()).find(withdrawal).orElseThrow();
        assertThat(asked.amount().units()).isEqualTo(ETHER);
        Decisions.KeptDecision refused = new JpaDecisions(book.reads())
                .list(new Decisions.Query(null, "DENY", null, null, null, null), Optional.empty(), Limit.DEFAULT)
                .items()
                .get(0);
        assertThat(refused.decision().reason()).startsWith("CN_");
        assertThat(new JpaDecisions(book.reads()).find(refused.decision().id())).contains(refused);
    }

    @Test
    void lines_areListedForManifestAndForCustomer() {
        AccrualLines lines = new JpaAccrualLines(book.reads());
        var first = lines.ofRun(lastRun.id(), Optional.empty(), new Limit(3));
        var second = lines.ofRun(lastRun.id(), first.next(), new Limit(3));

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(1);
        assertThat(first.items())
                .extracting(AccrualLine::recordId)
                .doesNotContainAnyElementsOf(
                        second.items().stream().map(AccrualLine::recordId).toList());
        var ofAnn = lines.list(new AccrualLines.Query(ann, STAKING, null, null, null), Optional.empty(), new Limit(4));
        var rest = lines.list(new AccrualLines.Query(ann, STAKING, null, null, null), ofAnn.next(), new Limit(4));
        assertThat(ofAnn.items().get(0).day()).isEqualTo(FIRST.plusDays(2));
        assertThat(rest.items()).hasSize(2);
        assertThat(rest.items().get(1).day()).isEqualTo(FIRST);
    }

    @Test
    void confirmedWithdrawal_keepsTheBookClean() {
        TestDatabase copy = frozen.copy();
        try (LiveBook other = new LiveBook(copy)) {
            Withdrawal asked =
                    new JpaWithdrawals(other.reads()).find(withdrawal).orElseThrow();
            other.run(
                    ConfirmWithdrawal.of(asked, "0xdef", new EntryId(other.ids().next())));
            other.awaitSequenced();
            assertThat(other.checker().check(EnumSet.allOf(CheckName.class)).clean())
                    .isTrue();
        }
    }

    @Test
    void runThatHasBegunAndNotEnded_keepsTheBookClean() {
        TestDatabase copy = frozen.copy();
        try (LiveBook other = new LiveBook(copy)) {
            other.run(StartRun.prepare(
                    STAKING,
                    FIRST.plusDays(3),
                    List.of(new JpaProducts(other.reads()).terms(STAKING, 1).orElseThrow()),
                    new RunId(other.ids().next())));
            CustomerId late = other.customer("SG");
            other.deposit(late, TestBook.ETH, ETHER);
            other.subscribe(late, STAKING, BigInteger.TEN);
            other.assertClean();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    RUN_MANIFESTS        | update accrual_run set debits = null where state = 'COMPLETED'
                    ENTRIES_BALANCE      | update posting set asset_id = 99 where account_seq = 1
                    DECISION_CHAIN       | update policy_decision set outcome = 'PERHAPS' where seq = 2
                    EVENT_LOG            | alter table event_log disable trigger all; alter table event_log alter column leaf_hash drop not null; update event_log set leaf_hash = null where seq = 5
                    EVENT_CONTENTS       | update asset set scale = 17 where code = 'ETH'
                    """)
    void rowThatCannotBeRead_silencesNoOtherCheckAndItsReportIsListed(CheckName check, String fault) {
        TestDatabase copy = frozen.copy();
        copy.tamper(fault);
        try (LiveBook other = new LiveBook(copy)) {
            CheckReport report = other.checker().check(EnumSet.allOf(CheckName.class));
            CheckRun kept = other.run(new KeepReport(new CheckId(other.ids().next()), CheckTrigger.REQUESTED, report));

            assertThat(report.results()).hasSize(CheckName.values().length);
            assertThat(report.results())
                    .filteredOn(result -> result.check() == check)
                    .singleElement()
                    .satisfies(result -> assertThat(result.found()).isPositive());
            assertThat(report.results())
                    .filteredOn(result -> result.check() == CheckName.FLOORS || result.check() == CheckName.WITHDRAWALS)
                    .allSatisfy(result -> assertThat(result.givenUpOrNull()).isNull());
            assertThat(new JdbcCheckRuns(other.snapshot())
                            .list(Optional.empty(), Limit.DEFAULT)
                            .items())
                    .contains(kept);
        }
    }

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
                    CLOSED_PERIODS       | alter table period_reopening drop constraint period_reopening_two_people; update period_reopening set approved_by = requested_by
                    CLOSED_PERIODS       | insert into period_reopening select gen_random_uuid(), period_id, 2, reason, requested_by, requested_at, approved_by, approved_at, version from period_reopening
                    CLOSED_PERIODS       | update journal_entry set carried_from = '2026-04-01', business_date = '2026-04-03' where carried_from is not null
                    RESERVED_TOTALS      | update balance set pending_debits = pending_debits + 1 where pending_debits > 0
                    RESERVED_TOTALS      | alter table journal_entry drop constraint journal_entry_only_reservations_expire; update journal_entry set phase = 'P' where phase = 'R'
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
                    EVENTS_COMPLETE      | update product_terms set tiers = regexp_replace(tiers, ':[0-9]+', ':90000000', 'g')
                    EVENTS_COMPLETE      | update product_terms set tiers = concat(tiers, ';5-:1') where version = 1
                    EVENTS_COMPLETE      | update product_terms set commission_bp = commission_bp + 1
                    EVENTS_COMPLETE      | update product_terms set early_apr = early_apr + 1 where early_apr is not null
                    EVENTS_COMPLETE      | update product_terms set term_days = term_days - 1 where term_days is not null
                    EVENTS_COMPLETE      | update product_terms set payout_account = 'SPOT' where version = 1
                    EVENTS_COMPLETE      | update product_terms set value_date_rule = 'NEXT_UTC_DAY' where version = 2
                    EVENTS_COMPLETE      | update product_terms set snapshot = 'END_OF_DAY' where version = 2
                    EVENTS_COMPLETE      | update period_close set closed_by = 'nobody'
                    RUN_MANIFESTS        | update accrual_line set basis = concat(basis, '!') where day = '2026-03-01'
                    RUN_MANIFESTS        | update accrual_run set base_units = base_units + 1 where day = '2026-03-01'
                    SEGREGATION          | update balance set debits = debits - 1000000000000000000 where account_id = (select account_id from account where chart = 1010)
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
    void plantedFault_isFound(CheckName check, String fault) {
        TestDatabase copy = frozen.copy();
        copy.tamper(fault);
        BookChecker checker = new BookChecker(
                new io.stakebook.persistence.sql.Snapshot(copy.dataSource()),
                book.node().clock());

        CheckReport report = checker.check(Set.of(check));

        assertThat(report.clean()).isFalse();
        assertThat(report.results().get(0).found()).isPositive();
        assertThat(report.results().get(0).findings())
                .allSatisfy(finding -> assertThat(finding.detail()).isNotBlank());
        copy.drop();
    }
}
