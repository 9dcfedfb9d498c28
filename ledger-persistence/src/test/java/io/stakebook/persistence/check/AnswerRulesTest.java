package io.stakebook.persistence.check;

import static io.stakebook.persistence.testing.TestBook.funding;
import static io.stakebook.persistence.testing.TestBook.spot;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.funding.RequestWithdrawal;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.money.Amount;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.persistence.testing.Hand;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigInteger;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in the shapes of the API: what they show is compared with the book, member by member where a row says it too. */
class AnswerRulesTest {

    private static TestDatabase answered;

    @BeforeAll
    static void answer() {
        try (LiveBook book = new LiveBook()) {
            CustomerId ann = book.customer("SG");
            book.deposit(ann, TestBook.ETH, BigInteger.TEN.pow(19));
            book.ask(book.open(new CustomerId(book.ids().next()), "CN"));
            book.ask(Hand.atomic(Hand.move(book, funding(ann), spot(ann), Long.MAX_VALUE)));
            book.run(Hand.atomic(Hand.move(book, spot(ann), funding(ann), 300)));
            book.run(Hand.each(
                    Hand.move(book, spot(ann), funding(ann), 10),
                    Hand.move(book, funding(ann), spot(ann), Long.MAX_VALUE),
                    Hand.move(book, spot(ann), funding(ann), 20)));
            book.run(new RequestWithdrawal(
                    new WithdrawalId(book.ids().next()),
                    ann,
                    new Amount(TestBook.ETH, BigInteger.valueOf(77)),
                    Wallet.SPOT,
                    "0xabc",
                    RequestEvidence.none(),
                    new DecisionId(book.ids().next()),
                    new EntryId(book.ids().next())));
            book.awaitSequenced();
            answered = book.database().copy();
        }
        answered.tamper(
                "create function shown(units numeric) returns text language sql as"
                        + " $$ select trim_scale(units * 0.000000000000000001)::text $$",
                "create function named(id uuid) returns text language sql as"
                        + " $$ select 'entry_' || replace(id::text, '-', '') $$",
                deposit(),
                entry(),
                batch(),
                withdrawal(),
                "update idempotency i set content_type = 'application/problem+json', body = json_build_object('status', status,"
                        + " 'code', 'POLICY_REFUSED', 'reasonCode', d.reason, 'policyHash', d.policy_hash, 'decisionId', 'dec_'"
                        + " || replace(d.decision_id::text, '-', '')) from policy_decision d"
                        + " where i.kind = 'F' and d.decision_id = i.decision_id",
                "update idempotency set content_type = 'application/problem+json',"
                        + " body = json_build_object('status', status, 'code', body) where kind = 'J'");
    }

    private static String deposit() {
        return """
                update idempotency i set content_type = 'application/json', location = '/v1/entries/' || named(e.entry_id),
                       body = json_build_object('entryId', named(e.entry_id), 'asset', 'ETH', 'amount', shown(p.units))
                  from journal_entry e join posting p using (entry_id)
                 where e.kind = 'deposit' and p.debit and i.entries = array[e.entry_id]
                """;
    }

    private static String entry() {
        return """
                update idempotency i set content_type = 'application/json', location = '/v1/entries/' || named(i.entries[1]),
                       body = (select json_build_object('id', named(i.entries[1]), 'memo', '"quoted" \\ text', 'postings',
                                      json_agg(json_build_object('account', a.name, 'side',
                                          case when p.debit then 'debit' else 'credit' end, 'asset', 'ETH', 'amount',
                                          shown(p.units), 'accountSequence', p.account_seq, 'balanceAfter',
                                          shown(p.credits_after - p.debits_after)) order by p.leg))
                                 from posting p join account a using (account_id) where p.entry_id = i.entries[1])
                  from journal_entry e where e.kind = 'general' and i.entries = array[e.entry_id]
                """;
    }

    private static String batch() {
        return """
                update idempotency i set content_type = 'application/json', body = json_build_object('mode', 'each', 'posted',
                       2, 'refused', 1, 'results', json_build_array(json_build_object('entryId', named(i.entries[1])),
                       json_build_object('entryId', named(gen_random_uuid()), 'refusal', json_build_object('code', 'X')),
                       json_build_object('entryId', named(i.entries[2])))) where cardinality(i.entries) = 2
                """;
    }

    private static String withdrawal() {
        return """
                update idempotency i set content_type = 'application/json',
                       location = '/v1/withdrawals/wd_' || replace(w.withdrawal_id::text, '-', ''),
                       body = json_build_object('id', 'wd_' || replace(w.withdrawal_id::text, '-', ''), 'customerId', 'cust_'
                              || replace(w.customer_id::text, '-', ''), 'asset', w.asset, 'amount', shown(w.units), 'source',
                              lower(w.source), 'address', w.address, 'decisionId', 'dec_'
                              || replace(w.decision_id::text, '-', ''))
                  from withdrawal w where i.decision_id = w.decision_id
                """;
    }

    @AfterAll
    static void drop() {
        answered.drop();
    }

    private static CheckReport.Result check(TestDatabase database) {
        return new BookChecker(new Snapshot(database.dataSource()), Clock.fixed(LiveBook.START, ZoneOffset.UTC))
                .check(Set.of(CheckName.IDEMPOTENCY_OUTCOMES))
                .results()
                .get(0);
    }

    @Test
    void answersThatSayWhatTheBookHolds_areClean() {
        assertThat(answered.number("select count(*) from idempotency where content_type like '%json'"))
                .isEqualTo(6);

        assertThat(check(answered).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update idempotency set body = replace(body, '\"amount\"', '\"sum\"') where body like '%postings%'",
                "update idempotency set body = replace(body, '0.0000000000000003', '0.0000000000000004') where body like '%postings%'",
                "update idempotency set body = replace(body, '\"amount\" : \"10\"', '\"amount\" : \"100\"')",
                "update idempotency set body = replace(body, '\"balanceAfter\" : \"9', '\"balanceAfter\" : \"8')",
                "update idempotency set body = replace(body, 'debit', 'credit') where body like '%postings%'",
                "update idempotency set body = replace(body, '2010', '2020') where body like '%postings%'",
                "update idempotency set body = (jsonb_set(body::jsonb, '{postings}', (body::jsonb -> 'postings') - 0))::text where body like '%postings%'",
                "update idempotency set body = regexp_replace(body, 'entry_[0-9a-f]{32}', named(gen_random_uuid())) where body like '%postings%'",
                "update idempotency set body = regexp_replace(body, 'entry_[0-9a-f]{32}', named(gen_random_uuid())) where body like '%results%'",
                "update idempotency set body = regexp_replace(body, 'entry_[0-9a-f]{32}', named(gen_random_uuid())) where body like '%\"amount\" : \"10\"%'",
                "update idempotency set body = replace(body, '\"posted\" : 2', '\"posted\" : 3')",
                "update idempotency set body = replace(body, '0xabc', '0xabd')",
                "update idempotency set body = replace(body, '77', '78') where body like '%0xabc%'",
                "update idempotency set body = replace(body, 'spot', 'funding') where body like '%0xabc%'",
                "update withdrawal set address = '0xabd'",
                "update idempotency set body = replace(body, 'dec_', 'dec_0') where kind = 'F'",
                "update idempotency set body = replace(body, 'CN_', 'DE_') where kind = 'F'",
                "update idempotency set body = '{}' where kind = 'F'",
                "update idempotency set body = replace(body, '422', '200') where kind = 'J'",
                "update idempotency set body = left(body, 20) where kind = 'J'",
                "update idempotency set body = '[]' where kind = 'J'",
                "update idempotency set location = '/v1/entries/' || named(gen_random_uuid()) where body like '%postings%'",
                "update idempotency set location = '/v1/withdrawals/wd_' || replace(gen_random_uuid()::text, '-', '') where body like '%0xabc%'",
                "update idempotency set location = '/v1/elsewhere' where body like '%0xabc%'",
                "update idempotency set body = '{}' where location like '/v1/entries/%' and body like '%postings%'",
                "update idempotency set body = '{}' where location like '/v1/entries/%' and body like '%amount%' and body not like '%postings%'",
                "update idempotency set body = '{}' where location like '/v1/withdrawals/%'",
                "update idempotency set body = replace(body, '\"postings\"', '\"lines\"') where body like '%postings%'",
                "update idempotency set body = replace(body, '\"amount\"', '\"sum\"') where body like '%\"entryId\"%'",
                "update idempotency set scope = 'sub:ann', content_type = 'text/plain' where location like '/v1/withdrawals/%'",
                "update idempotency set location = '/v1/periods/2026-03' where kind = 'J'"
            })
    void answerThatSaysSomethingElse_isFound(String fault) {
        TestDatabase copy = answered.copy();
        copy.tamper(fault);

        assertThat(check(copy).found()).isPositive();

        copy.drop();
    }
}
