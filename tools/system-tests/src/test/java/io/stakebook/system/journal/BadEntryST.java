package io.stakebook.system.journal;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.system.Nonsense.changed;

import io.stakebook.system.Entries;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Nonsense;
import io.stakebook.system.Nonsense.Request;
import io.stakebook.system.WithLedger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Entries by hand, batches, reversals and limits that cannot stand. */
@Order(1)
@ExtendWith(WithLedger.class)
class BadEntryST {

    @TestFactory
    List<DynamicTest> entryThatCannotStand_getsItsCode_andLeavesNothingButItsOutcome(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        nonsense.refuses("posting of a JSON number", entry(nonsense, ledger, "amount", 1), 400, "AMOUNT_NOT_A_STRING");
        nonsense.refuses("posting on no side", entry(nonsense, ledger, "side", "left"), 400, "ENUM_UNKNOWN");
        nonsense.refuses(
                "posting to an account of no chart",
                entry(nonsense, ledger, "account", "9999.ETH.house"),
                404,
                "ACCOUNT_UNKNOWN");
        nonsense.refuses("posting with an unknown member", entry(nonsense, ledger, "memo", "x"), 400, "MEMBER_UNKNOWN");
        nonsense.refuses("version below zero", entry(nonsense, ledger, "expectedVersion", -1), 400, "FIELD_INVALID");
        nonsense.refuses(
                "condition of an unknown kind",
                entry(nonsense, ledger, "conditions", Map.of("available", Map.of("gt", "1"))),
                400,
                "MEMBER_UNKNOWN");
        nonsense.refusesForGood(
                "posting of another asset", entry(nonsense, ledger, "asset", "BTC"), 422, "ASSET_MISMATCH");
        nonsense.refusesForGood(
                "entry that does not balance", entry(nonsense, ledger, "amount", "2"), 422, "ENTRY_UNBALANCED");
        nonsense.refusesForGood(
                "version that is another",
                entry(nonsense, ledger, "expectedVersion", 999_999),
                409,
                "VERSION_MISMATCH");
        nonsense.refusesForGood(
                "condition that does not hold",
                entry(nonsense, ledger, "conditions", Map.of("posted", Map.of("lte", "-1"))),
                409,
                "CONDITION_NOT_MET");
        nonsense.refusesForGood(
                "account the staking book keeps",
                entry(nonsense, ledger, "account", "2150.ETH." + Ledger.newCustomerId()),
                422,
                "ACCOUNT_NOT_OPEN_TO_HAND");
        nonsense.refusesForGood(
                "customer that is none",
                entry(nonsense, ledger, "account", "2010.ETH." + Ledger.newCustomerId()),
                404,
                "CUSTOMER_UNKNOWN");
        nonsense.refusesForGood(
                "entry of one posting",
                entry(nonsense, ledger, Map.of("postings", List.of(Entries.posting("1210.ETH.house", "debit", "1")))),
                422,
                "ENTRY_TOO_SHORT");
        nonsense.refuses("entry without postings", entry(nonsense, ledger, Map.of("memo", "x")), 400, "MEMBER_MISSING");
        nonsense.refuses(
                "auditor who posts",
                entry(nonsense, ledger, Map.of("postings", Entries.paidIn("1"))).as(ledger.staff(AUDITOR)),
                403,
                "ROLE_MISSING");
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> batchThatCannotBeRead_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        String finance = ledger.staff(FINANCE);
        nonsense.refuses("batch of none", batch(nonsense, finance, "{\"entries\":[]}"), 400, "LIMIT_OUT_OF_RANGE");
        nonsense.refuses(
                "batch without entries", batch(nonsense, finance, "{\"mode\":\"each\"}"), 400, "MEMBER_MISSING");
        nonsense.refuses(
                "batch of an unknown mode",
                batch(nonsense, finance, "{\"mode\":\"any\",\"entries\":[{}]}"),
                400,
                "ENUM_UNKNOWN");
        nonsense.refuses("batch cut off", batch(nonsense, finance, "{\"entries\":[{}"), 400, "BODY_MALFORMED");
        nonsense.refuses(
                "batch of too many",
                batch(nonsense, finance, "{}\n".repeat(10_001)).with("Content-Type", "application/x-ndjson"),
                400,
                "LIMIT_OUT_OF_RANGE");
        nonsense.refuses(
                "batch as text",
                batch(nonsense, finance, "{}").with("Content-Type", "text/plain"),
                415,
                "MEDIA_TYPE_UNSUPPORTED");
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> reversalOfNothing_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        String finance = ledger.staff(FINANCE);
        nonsense.refuses(
                "reversal of none",
                nonsense.post(finance, "/v1/entries/entry_" + "0".repeat(32) + "/reversals", "{}"),
                404,
                "ENTRY_UNKNOWN");
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> limitsThatCannotHold_getTheirCode_andLeaveNothingButTheirOutcome(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Nonsense nonsense = new Nonsense(ledger, anna);
        String finance = ledger.staff(FINANCE);
        ledger.fund(anna, "ETH", "10");
        String position = ledger.subscribe(
                        anna, ledger.flexible("st-bad-limits", "ETH", Map.of("minimum", "0.1")), "ETH", "1")
                .expect(201)
                .member("id");
        String limits = "/v1/accounts/2010.ETH." + anna.id() + "/limits";
        nonsense.refuses("limits without a reason", nonsense.post(finance, limits, "{}"), 400, "MEMBER_MISSING");
        nonsense.refuses(
                "limit as a JSON number",
                nonsense.post(finance, limits, "{\"maxPosted\":5,\"reason\":\"r\"}"),
                400,
                "AMOUNT_NOT_A_STRING");
        nonsense.refusesForGood(
                "limits that contradict",
                nonsense.post(finance, limits, "{\"maxPosted\":\"1\",\"minPosted\":\"2\",\"reason\":\"r\"}"),
                422,
                "LIMITS_CONTRADICT");
        nonsense.refusesForGood(
                "limits of a position",
                nonsense.post(
                        finance,
                        "/v1/accounts/2040.ETH." + anna.id() + "." + position + "/limits",
                        "{\"maxPosted\":\"1\",\"reason\":\"r\"}"),
                422,
                "ACCOUNT_NOT_OPEN_TO_HAND");
        return nonsense.tests();
    }

    private static Request entry(Nonsense nonsense, Ledger ledger, Map<String, Object> body) {
        return nonsense.post(ledger.staff(FINANCE), "/v1/entries", body);
    }

    /** An entry that would be good but for the first posting. */
    private static Request entry(Nonsense nonsense, Ledger ledger, String member, Object value) {
        Map<String, Object> first = changed(Entries.posting("1210.ETH.house", "debit", "1"), member, value);
        return entry(
                nonsense, ledger, Map.of("postings", List.of(first, Entries.posting("3020.ETH.house", "credit", "1"))));
    }

    private static Request batch(Nonsense nonsense, String token, String body) {
        return nonsense.post(token, "/v1/entry-batches", body);
    }
}
