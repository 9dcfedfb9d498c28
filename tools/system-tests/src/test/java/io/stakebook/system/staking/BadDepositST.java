package io.stakebook.system.staking;

import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Nonsense;
import io.stakebook.system.WithLedger;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deposits of sums that are none, and to where there is nothing. */
@Order(1)
@ExtendWith(WithLedger.class)
class BadDepositST {

    @TestFactory
    List<DynamicTest> amountThatIsNone_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        nonsense.refuses("amount as a JSON number", nonsense.deposit("amount", 1.5), 400, "AMOUNT_NOT_A_STRING");
        nonsense.refuses("amount as a JSON integer", nonsense.deposit("amount", 1), 400, "AMOUNT_NOT_A_STRING");
        nonsense.refuses("negative amount", nonsense.deposit("amount", "-1"), 422, "AMOUNT_NOT_POSITIVE");
        nonsense.refuses("zero amount", nonsense.deposit("amount", "0.000"), 422, "AMOUNT_NOT_POSITIVE");
        nonsense.refuses(
                "39 digits of units", nonsense.deposit("amount", "1" + "0".repeat(20)), 422, "AMOUNT_TOO_LARGE");
        nonsense.refuses("a thousand digits", nonsense.deposit("amount", "9".repeat(1000)), 422, "AMOUNT_TOO_LARGE");
        nonsense.refuses(
                "19 decimals of ether",
                nonsense.deposit("amount", "1." + "0".repeat(18) + "1"),
                422,
                "AMOUNT_TOO_PRECISE");
        for (String malformed : new String[] {"1e3", "+1", " 1", "1.", ".5", "1,5", "0x10", "", "NaN", "١"}) {
            nonsense.refuses(
                    "amount \"" + malformed + "\"", nonsense.deposit("amount", malformed), 400, "AMOUNT_MALFORMED");
        }
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> depositToNowhereOrFromTheFuture_getsItsCode_andLeavesNothingButItsOutcome(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        nonsense.refuses("unknown asset", nonsense.deposit("asset", "DOGE"), 422, "ASSET_UNKNOWN");
        nonsense.refuses("unknown wallet", nonsense.deposit("account", "savings"), 400, "ENUM_UNKNOWN");
        nonsense.refuses("malformed customer id", nonsense.deposit("customerId", "anna"), 400, "ID_MALFORMED");
        nonsense.refusesForGood(
                "unknown customer", nonsense.deposit("customerId", Ledger.newCustomerId()), 404, "CUSTOMER_UNKNOWN");
        nonsense.refusesForGood(
                "deposit from the future",
                nonsense.deposit("effectiveAt", "2999-01-01T00:00:00Z"),
                422,
                "EFFECTIVE_IN_FUTURE");
        return nonsense.tests();
    }
}
