package io.stakebook.system.access;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.launcher.token.Role.USER;
import static io.stakebook.system.Nonsense.get;

import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.token.Tokens;
import io.stakebook.system.Answer;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Nonsense;
import io.stakebook.system.Nonsense.Request;
import io.stakebook.system.Pause;
import io.stakebook.system.WithLedger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that are none, roles that do not allow it, and what belongs to others. */
@Order(1)
@ExtendWith(WithLedger.class)
class BadAccessST {

    @TestFactory
    List<DynamicTest> tokenThatIsNone_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Nonsense nonsense = new Nonsense(ledger, anna);
        Request own = get(anna.token(), "/v1/balances");
        Tokens stranger = Tokens.generate("https://elsewhere.example", Clock.systemUTC());
        Tokens forger = Tokens.generate(Stack.ISSUER, Clock.systemUTC());
        nonsense.refuses("no token", own.with("Authorization", null), 401, "TOKEN_MISSING");
        nonsense.refuses("token that is none", own.with("Authorization", "Bearer abc"), 401, "TOKEN_MALFORMED");
        nonsense.refuses("other scheme", own.with("Authorization", "Basic YTpi"), 401, "TOKEN_MISSING");
        nonsense.refuses(
                "token of a foreign issuer",
                own.as(stranger.mint(anna.id(), Set.of(USER), Duration.ofHours(1))),
                401,
                "TOKEN_FOREIGN");
        nonsense.refuses(
                "token of our issuer with another's signature",
                own.as(forger.mint(anna.id(), Set.of(USER), Duration.ofHours(1))),
                401,
                "TOKEN_INVALID");
        nonsense.refuses("expired token", own.as(expired(ledger, anna)), 401, "TOKEN_EXPIRED");
        return nonsense.tests();
    }

    /** Signed with the right key, and out of date by now. */
    private static String expired(Ledger ledger, Customer anna) {
        String token = ledger.tokens().mint(anna.id(), Set.of(USER), Duration.ofSeconds(1));
        Pause.millis(2_100);
        return token;
    }

    @TestFactory
    List<DynamicTest> roleThatDoesNotAllowIt_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Nonsense nonsense = new Nonsense(ledger, anna);
        nonsense.refuses("user who deposits", nonsense.deposit("amount", "1").as(anna.token()), 403, "ROLE_MISSING");
        nonsense.refuses(
                "finance officer who subscribes",
                nonsense.post(
                        ledger.staff(FINANCE), "/v1/subscriptions", Ledger.subscription("st-bad-access", "ETH", "1")),
                403,
                "ROLE_MISSING");
        nonsense.refuses(
                "auditor who moves the clock",
                nonsense.post(ledger.staff(AUDITOR), "/v1/test-clock", "{}"),
                403,
                "ROLE_MISSING");
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> whatBelongsToOthers_isUnknown_andEveryTableIsLeftAsItWas(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Nonsense nonsense = new Nonsense(ledger, anna);
        Customer boris = ledger.open(Home.BR);
        ledger.fund(boris, "ETH", "5");
        String product = ledger.flexible("st-bad-access", "ETH", Map.of("minimum", "0.1"));
        String position =
                ledger.subscribe(boris, product, "ETH", "1").expect(201).member("id");
        String entry =
                ledger.pages(boris.token(), "/v1/entries").get(0).path("id").asText();
        Answer withdrawal = ledger.api()
                .post(
                        boris.token(),
                        "/v1/withdrawals",
                        Map.of("asset", "ETH", "amount", "1", "source", "spot", "address", "0xdef"),
                        boris.from())
                .expect(201);
        Map<String, Object> all = Map.of("all", true, "destination", "spot");
        nonsense.refuses("another's position", get(anna.token(), "/v1/positions/" + position), 404, "POSITION_UNKNOWN");
        nonsense.refuses(
                "another's accruals",
                get(anna.token(), "/v1/positions/" + position + "/accruals"),
                404,
                "POSITION_UNKNOWN");
        nonsense.refuses(
                "redeeming another's position",
                nonsense.post(anna.token(), "/v1/positions/" + position + "/redemptions", all),
                404,
                "POSITION_UNKNOWN");
        nonsense.refuses(
                "quote on another's position",
                nonsense.post(anna.token(), "/v1/positions/" + position + "/redemption-quotes", Map.of("all", true)),
                404,
                "POSITION_UNKNOWN");
        nonsense.refuses(
                "another's balances",
                get(anna.token(), "/v1/balances?customerId=" + boris.id()),
                404,
                "CUSTOMER_UNKNOWN");
        nonsense.refuses(
                "another's account", get(anna.token(), "/v1/accounts/2010.ETH." + boris.id()), 404, "ACCOUNT_UNKNOWN");
        nonsense.refuses(
                "another's postings",
                get(anna.token(), "/v1/accounts/2010.ETH." + boris.id() + "/postings"),
                404,
                "ACCOUNT_UNKNOWN");
        nonsense.refuses(
                "the house's account", get(anna.token(), "/v1/accounts/1010.ETH.house"), 404, "ACCOUNT_UNKNOWN");
        nonsense.refuses("another customer", get(anna.token(), "/v1/customers/" + boris.id()), 404, "CUSTOMER_UNKNOWN");
        nonsense.refuses(
                "another's decisions",
                get(anna.token(), "/v1/decisions?customerId=" + boris.id()),
                404,
                "CUSTOMER_UNKNOWN");
        nonsense.refuses("another's entry", get(anna.token(), "/v1/entries/" + entry), 404, "ENTRY_UNKNOWN");
        nonsense.refuses(
                "another's withdrawal",
                get(anna.token(), "/v1/withdrawals/" + withdrawal.member("id")),
                404,
                "RESOURCE_UNKNOWN");
        return nonsense.tests();
    }
}
