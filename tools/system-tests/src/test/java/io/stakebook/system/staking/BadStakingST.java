package io.stakebook.system.staking;

import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.launcher.token.Role.OPERATOR;
import static io.stakebook.system.Nonsense.changed;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.Answer;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Nonsense;
import io.stakebook.system.Nonsense.Request;
import io.stakebook.system.WithLedger;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Subscriptions, withdrawals, runs and statements that the terms, the balance or the calendar forbid. */
@Order(1)
@ExtendWith(WithLedger.class)
class BadStakingST {

    private static final String PRODUCT = "st-bad-input";
    private static final String SUBSCRIPTIONS = "/v1/subscriptions";

    @TestFactory
    List<DynamicTest> subscriptionAgainstTheTerms_getsItsCode_andLeavesNothingButItsOutcome(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Nonsense nonsense = new Nonsense(ledger, anna);
        publish(ledger);
        ledger.fund(anna, "ETH", "10");
        nonsense.refuses(
                "unknown product", subscription(nonsense, anna, "productId", "st-nowhere"), 404, "PRODUCT_UNKNOWN");
        nonsense.refusesForGood(
                "asset of another product", subscription(nonsense, anna, "asset", "BTC"), 422, "ASSET_MISMATCH");
        nonsense.refusesForGood(
                "below the minimum", subscription(nonsense, anna, "amount", "0.09"), 422, "BELOW_MINIMUM");
        nonsense.refusesForGood(
                "above the personal cap", subscription(nonsense, anna, "amount", "2.01"), 422, "ABOVE_CAP");
        nonsense.refusesForGood("off the step", subscription(nonsense, anna, "amount", "1.005"), 422, "STEP_MISMATCH");
        nonsense.refusesForGood(
                "terms that are not current", subscription(nonsense, anna, "termsVersion", 7), 409, "TERMS_CHANGED");
        nonsense.refusesForGood(
                "insufficient balance",
                nonsense.post(
                        anna.token(),
                        SUBSCRIPTIONS,
                        changed(Ledger.subscription(PRODUCT, "ETH", "1"), "source", "funding")),
                422,
                "INSUFFICIENT_BALANCE");
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> withdrawalOfMoreThanThereIs_getsItsCode_andLeavesNothingButItsOutcome(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Nonsense nonsense = new Nonsense(ledger, anna);
        ledger.fund(anna, "ETH", "10");
        Map<String, Object> withdrawal = Map.of("asset", "ETH", "amount", "1000", "source", "spot", "address", "0xabc");
        nonsense.refusesForGood(
                "withdrawal of more than there is",
                nonsense.post(anna.token(), "/v1/withdrawals", withdrawal),
                422,
                "INSUFFICIENT_BALANCE");
        return nonsense.tests();
    }

    /** Whoever reads a refusal need not know how many decimals an asset has. */
    @Test
    void amountsOfARefusal_areDecimals_withTheirAsset(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Nonsense nonsense = new Nonsense(ledger, anna);
        publish(ledger);
        ledger.fund(anna, "ETH", "1.5");
        String position =
                ledger.subscribe(anna, PRODUCT, "ETH", "1").expect(201).member("id");
        String quotes = "/v1/positions/" + position + "/redemption-quotes";

        Answer poor = nonsense.send(subscription(nonsense, anna, "amount", "0.6"));
        Answer small = nonsense.send(subscription(nonsense, anna, "amount", "0.09"));
        Answer capped = nonsense.send(subscription(nonsense, anna, "amount", "1.01"));
        Answer above = nonsense.send(nonsense.post(anna.token(), quotes, Map.of("amount", "2")));

        assertThat(poor.expect(422).member("available")).isEqualTo("0.500000000000000000");
        assertThat(poor.member("needed")).isEqualTo("0.600000000000000000");
        assertThat(small.expect(422).member("limit")).isEqualTo("0.100000000000000000");
        assertThat(small.member("asked")).isEqualTo("0.090000000000000000");
        assertThat(capped.expect(422).member("detail"))
                .contains(
                        "holds 1.000000000000000000, at most 2.000000000000000000 ETH; 1.010000000000000000 were asked");
        assertThat(above.expect(422).member("principal")).isEqualTo("1.000000000000000000");
        for (Answer refused : List.of(poor, small, capped, above)) {
            assertThat(refused.member("asset")).isEqualTo("ETH");
            assertThat(refused.text()).doesNotContain("nits");
        }
    }

    @TestFactory
    List<DynamicTest> dayThatIsNotOver_orGoneBy_getsItsCode_andLeavesNothingButItsOutcome(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        publish(ledger);
        String today = ledger.now().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        nonsense.refusesForGood(
                "accrual of a day that is not over",
                nonsense.post(
                        ledger.staff(FINANCE), "/v1/accrual-runs", Map.of("productId", PRODUCT, "businessDate", today)),
                409,
                "DAY_NOT_OVER");
        nonsense.refusesForGood(
                "clock set back",
                nonsense.post(ledger.staff(OPERATOR), "/v1/test-clock", Map.of("advanceTo", "2020-01-01T00:00:00Z")),
                409,
                "CLOCK_BACKWARD");
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> statementThatCannotBeRead_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        publish(ledger);
        nonsense.refuses(
                "unreadable statement",
                nonsense.post(
                                ledger.staff(FINANCE),
                                "/v1/statements?provider=st&productId=" + PRODUCT,
                                "not,a\nstatement\u0000")
                        .with("Content-Type", "text/csv"),
                422,
                "STATEMENT_UNREADABLE");
        return nonsense.tests();
    }

    private static void publish(Ledger ledger) {
        ledger.flexible(PRODUCT, "ETH", Map.of("minimum", "0.1", "personalCap", "2", "step", "0.01"));
    }

    private static Request subscription(Nonsense nonsense, Customer customer, String member, Object value) {
        return nonsense.post(
                customer.token(), SUBSCRIPTIONS, changed(Ledger.subscription(PRODUCT, "ETH", "1"), member, value));
    }
}
