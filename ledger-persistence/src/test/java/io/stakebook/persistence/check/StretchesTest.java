package io.stakebook.persistence.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.generaljournal.SetLimits;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.testing.Hand;
import io.stakebook.persistence.testing.Interrupted;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A book looked at a few rows at a time tells what it tells when looked at whole, wherever a stretch begins and ends. */
class StretchesTest {

    private static final BigInteger ETHER = BigInteger.TEN.pow(18);
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final ProductId SAVER = new ProductId("eth-saver");
    private static final int MOST_WRITTEN = 1_200;
    private static LiveBook book;
    private static TestDatabase frozen;

    @BeforeAll
    static void live() {
        book = new LiveBook();
        CustomerId ann = book.customer("SG");
        CustomerId ben = book.customer("DE");
        book.fundHouse(TestBook.ETH, ETHER.multiply(BigInteger.TEN));
        book.product(SAVER.toString(), TestBook.ETH, LiveBook.flexible("0.05", YieldSource.PLATFORM_FUNDED, "0"));
        for (CustomerId customer : List.of(ann, ben)) {
            book.deposit(customer, TestBook.ETH, ETHER.multiply(BigInteger.valueOf(40)));
            book.subscribe(customer, SAVER, ETHER);
        }
        book.accrue(SAVER, FIRST);
        book.accrue(SAVER, FIRST.plusDays(1));
        TwoPhaseDay.live(book, ann);
        book.awaitAtRest();
        frozen = book.database().copy();
    }

    @AfterAll
    static void close() {
        book.close();
    }

    @ParameterizedTest(name = "{0} rows at a time")
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void bookThatLived_isCleanHoweverItIsCut(int rows) {
        CheckReport report = in(frozen, rows).check(EnumSet.allOf(CheckName.class));

        assertThat(report.results()).allSatisfy(result -> {
            assertThat(result.findings()).isEmpty();
            assertThat(result.givenUpOrNull()).isNull();
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ENTRIES_BALANCE, journal_entry",
        "LEGS_AGREE, posting",
        "RECORDED_ORDER, posting",
        "ACCOUNT_SEQUENCES, posting",
        "EVENTS_IN_ORDER, posting",
    })
    void everyRow_isLookedAtOnceHoweverTheBookIsCut(CheckName check, String table) {
        long whole = examined(check, 1_000_000);

        assertThat(whole).isGreaterThanOrEqualTo(frozen.number("select count(*) from " + table));
        for (int rows : new int[] {1, 3, 10}) {
            assertThat(examined(check, rows)).as(rows + " rows at a time").isEqualTo(whole);
        }
    }

    private static long examined(CheckName check, int rows) {
        return in(frozen, rows).check(Set.of(check)).results().get(0).examined();
    }

    /** At the first row, at the last and in between; each in stretches of two rows, so that most faults stand at an edge. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    BOOK_BALANCES        | update posting set units = units + 1 where entry_id = (select min(entry_id::text)::uuid from posting) and debit
                    BOOK_BALANCES        | update posting set units = units + 1 where entry_id = (select max(entry_id::text)::uuid from posting) and debit
                    BOOK_BALANCES        | update posting set units = units + 1 where entry_id = (select entry_id from journal_entry order by place offset 5 limit 1) and debit
                    ENTRIES_BALANCE      | delete from journal_entry where place = (select max(place) from journal_entry)
                    ENTRIES_BALANCE      | delete from journal_entry where place = (select min(place) from journal_entry)
                    ENTRIES_BALANCE      | delete from posting where entry_id = (select max(entry_id::text)::uuid from journal_entry)
                    ENTRIES_BALANCE      | delete from posting where entry_id = (select entry_id from journal_entry order by place offset 4 limit 1) and leg = 2
                    ACCOUNT_SEQUENCES    | update posting set debits_after = debits_after + 1 where (account_id, account_seq) = (select account_id, max(account_seq) from posting group by account_id order by max(account_seq) desc limit 1)
                    ACCOUNT_SEQUENCES    | delete from posting where (account_id, account_seq) = (select account_id, max(account_seq) - 1 from posting group by account_id order by max(account_seq) desc limit 1)
                    ACCOUNT_SEQUENCES    | delete from posting where (account_id, account_seq) = (select account_id, max(account_seq) - 2 from posting group by account_id order by max(account_seq) desc limit 1)
                    ACCOUNT_SEQUENCES    | delete from posting where account_seq = 1 and account_id = (select account_id from posting where account_seq = 2 order by account_id limit 1)
                    ACCOUNT_SEQUENCES    | update posting set backdated = false where backdated
                    ACCOUNT_SEQUENCES    | update posting set effective_at = effective_at - interval '10 years' where (account_id, account_seq) = (select account_id, max(account_seq) from posting group by account_id order by max(account_seq) desc limit 1)
                    BALANCES_ARE_FOLDS   | update balance set credits = credits + 1 where account_id = (select account_id from posting group by account_id order by count(*) desc limit 1)
                    BALANCES_ARE_FOLDS   | update balance set effective_high = effective_high + interval '1 second' where account_id = (select account_id from posting group by account_id order by count(*) desc limit 1)
                    BALANCES_ARE_FOLDS   | update posting set units = units + 1 where account_seq = 1 and account_id = (select account_id from posting group by account_id order by count(*) desc limit 1)
                    BALANCES_ARE_FOLDS   | delete from balance where account_id = (select account_id from posting group by account_id order by count(*) desc limit 1)
                    BALANCES_ARE_FOLDS   | delete from balance where account_id = (select max(account_id) from account)
                    BALANCES_ARE_FOLDS   | delete from account where account_id = (select account_id from posting group by account_id order by count(*) desc limit 1)
                    BALANCES_ARE_FOLDS   | update balance set sequence = sequence - 1 where sequence > 4
                    FLOORS               | update account_limits set max_posted = 1
                    FLOORS               | update posting set credit_floor = credit_floor - 1 where (account_id, account_seq) in (select account_id, max(account_seq) from posting where credit_floor is not null group by account_id)
                    RECORDED_ORDER       | update journal_entry set recorded_at = recorded_at - interval '90 days' where place = (select max(place) from journal_entry)
                    RECORDED_ORDER       | update journal_entry set place = place + 100000 where place = (select min(place) + 1 from journal_entry)
                    RECORDED_ORDER       | update idempotency set entries = entries[1:1] where cardinality(entries) > 1
                    EVENTS_IN_ORDER      | update event_log set seq = seq + 1000000 where entry_id = (select entry_id from posting where account_seq = 1 and account_id = (select account_id from posting group by account_id order by count(*) desc limit 1))
                    EVENTS_COMPLETE      | delete from event_log where entry_id = (select max(entry_id::text)::uuid from journal_entry)
                    EVENTS_COMPLETE      | delete from event_log where entry_id = (select min(entry_id::text)::uuid from journal_entry)
                    EVENTS_COMPLETE      | insert into pending_event (entries) select array[entry_id] from event_log where entry_id is not null order by seq desc limit 1
                    EVENTS_COMPLETE      | insert into pending_event (entries) values (array[gen_random_uuid()])
                    EVENT_CONTENTS       | update journal_entry set memo = 'other' where place = (select max(place) from journal_entry)
                    EVENT_CONTENTS       | update posting set units = units + 1 where entry_id = (select min(entry_id::text)::uuid from posting)
                    EVENT_LOG            | delete from event_log where seq = (select max(seq) from event_log)
                    EVENT_LOG            | delete from event_log where seq = 3
                    DECISION_CHAIN       | delete from policy_decision where seq = (select max(seq) from policy_decision)
                    DECISION_CHAIN       | delete from policy_decision where seq = 3
                    CLOSED_PERIODS       | update posting set units = units + 1 where entry_id = (select entry_id from journal_entry where business_date < '2026-04-01' and phase = 'P' order by place desc limit 1)
                    CLOSED_PERIODS       | update journal_entry set business_date = '2026-04-01' where place = (select min(place) from journal_entry)
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where recorded_at = (select recorded_at from journal_entry order by place desc limit 1)
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where entries = array[(select entry_id from journal_entry order by place limit 1)]
                    IDEMPOTENCY_OUTCOMES | update idempotency set entries = array_append(entries, (select entry_id from journal_entry order by place limit 1)) where cardinality(entries) = 1 and recorded_at = (select max(recorded_at) from idempotency where cardinality(entries) = 1)
                    IDEMPOTENCY_OUTCOMES | insert into idempotency select scope, concat(key, '!'), fingerprint, kind, status, content_type, location, body, recorded_at, entries, decision_id from idempotency where entries = array[(select entry_id from journal_entry order by place limit 1)]
                    IDEMPOTENCY_OUTCOMES | insert into idempotency select scope, concat(key, '!'), fingerprint, kind, status, content_type, location, body, recorded_at, '{}', decision_id from idempotency where decision_id = (select decision_id from policy_decision where seq = 1)
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where decision_id = (select decision_id from policy_decision order by seq desc limit 1)
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where recorded_at = (select max(published_at) from product_terms)
                    IDEMPOTENCY_OUTCOMES | update policy_decision set recorded_at = recorded_at + interval '1 second' where seq = 1
                    IDEMPOTENCY_OUTCOMES | delete from idempotency where scope = 'accrual' and key = (select min(key) from idempotency where scope = 'accrual' and key like 'eth-saver/%cust%')
                    IDEMPOTENCY_OUTCOMES | update idempotency set recorded_at = recorded_at - interval '20 days' where cardinality(entries) = 1
                    """)
    void faultAtAnEdge_isFound(CheckName check, String fault) {
        TestDatabase copy = frozen.copy();
        copy.tamper(fault);

        CheckReport report = in(copy, 2).check(Set.of(check));

        assertThat(report.found()).isPositive();
        copy.drop();
    }

    @Test
    void bookThatIsWrittenMeanwhile_isCleanHoweverItIsCut() {
        TestDatabase copy = frozen.copy();
        try (LiveBook other = new LiveBook(copy)) {
            CustomerId customer = other.customer("SG");
            other.deposit(customer, TestBook.ETH, ETHER);
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(() -> {
                int written = 0;
                while (!enough.get() && written < MOST_WRITTEN) {
                    write(other, customer, ++written);
                }
                return written;
            });
            for (int pass = 0; pass < 2; pass++) {
                CheckReport report = in(copy, 200).check(EnumSet.allOf(CheckName.class), Duration.ofSeconds(60));

                assertThat(report.results()).allSatisfy(result -> {
                    assertThat(result.findings()).isEmpty();
                    assertThat(result.givenUpOrNull()).isNull();
                });
            }
            enough.set(true);
            assertThat(writing.join()).as("writes beside two passes").isGreaterThan(20);
        }
        copy.drop();
    }

    /** A deposit, a reservation, a change of limits and a batch, in turn. */
    private static void write(LiveBook book, CustomerId customer, int number) {
        AccountName spot = TestBook.spot(customer);
        AccountName funding = TestBook.funding(customer);
        switch (number % 4) {
            case 0 -> book.deposit(customer, TestBook.ETH, BigInteger.valueOf(number));
            case 1 -> book.run(Hand.atomic(Hand.reserve(book, spot, funding, number, null)));
            case 2 ->
                book.run(new SetLimits(
                        funding,
                        new SetLimits.Bounds(
                                BigInteger.ZERO, BigInteger.TEN.pow(24).add(BigInteger.valueOf(number)), null, null),
                        "again",
                        "user:ann",
                        null));
            default -> book.run(Hand.each(Hand.move(book, spot, funding, number), Hand.move(book, spot, funding, 1)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"IDEMPOTENCY_OUTCOMES", "RECORDED_ORDER"})
    void outcomesThatAreMovedMeanwhile_areNeitherCalledLookedAtNorMissing(CheckName check) {
        TestDatabase copy = frozen.copy();
        copy.execute("create index by_chance on idempotency (fingerprint, md5(key))");
        AtomicBoolean moved = new AtomicBoolean();
        DataSource mover = new Interrupted(copy, (session, query) -> {
            if (query.contains("unnest(i.entries)") && !moved.getAndSet(true)) {
                copy.execute("cluster idempotency using by_chance");
            }
        });

        CheckReport.Result result =
                in(mover, 100).check(Set.of(check)).results().get(0);

        assertThat(moved).isTrue();
        assertThat(result.findings()).isEmpty();
        assertThat(result.givenUpOrNull()).isEqualTo("the table of outcomes was rewritten while it was read");
        copy.drop();
    }

    @Test
    void outcomesThatAreGone_areFoundAFewLooksLong_andThenTheCheckIsGivenUp() {
        TestDatabase copy = frozen.copy();
        copy.tamper("delete from idempotency");

        CheckReport.Result result = in(copy, 10)
                .check(Set.of(CheckName.IDEMPOTENCY_OUTCOMES))
                .results()
                .get(0);

        assertThat(result.found()).isEqualTo(12);
        assertThat(result.givenUpOrNull())
                .isEqualTo(
                        "more than 12 outcomes were not where they should lie, and only these were looked for among all");
        copy.drop();
    }

    @Test
    void twoCommandsAtATimeThatNoZoneOfOutcomesHas_areFound() {
        TestDatabase copy = frozen.copy();
        copy.tamper(
                "update journal_entry set recorded_at = '2030-01-01' where place > (select max(place) - 6 from journal_entry)");

        CheckReport.Result result =
                in(copy, 2).check(Set.of(CheckName.RECORDED_ORDER)).results().get(0);

        assertThat(result.findings())
                .anySatisfy(finding -> assertThat(finding.detail())
                        .matches("entries .* were recorded at 2030-01-01 00:00:00\\+00 by [a-z]+ .* and by [a-z]+ .*")
                        .doesNotContain("nobody"));
        copy.drop();
    }

    private static BookChecker in(TestDatabase database, int rows) {
        return in(database.dataSource(), rows);
    }

    private static BookChecker in(DataSource database, int rows) {
        return new BookChecker(new Snapshot(database), book.node().clock(), rows, () -> {});
    }
}
