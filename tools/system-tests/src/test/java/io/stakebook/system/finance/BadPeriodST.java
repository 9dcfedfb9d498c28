package io.stakebook.system.finance;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.system.Nonsense.get;

import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Nonsense;
import io.stakebook.system.WithLedger;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Months that cannot be closed or reopened. */
@Order(1)
@ExtendWith(WithLedger.class)
class BadPeriodST {

    @TestFactory
    List<DynamicTest> monthThatCannotBeClosed_getsItsCode_andLeavesNothingButItsOutcome(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        String finance = ledger.staff(FINANCE);
        String ahead = "/v1/periods/2999-01";
        nonsense.refuses("month 13", nonsense.post(finance, "/v1/periods/2026-13/closing", "{}"), 400, "ID_MALFORMED");
        nonsense.refuses(
                "closing with a member",
                nonsense.post(finance, ahead + "/closing", "{\"a\":1}"),
                400,
                "MEMBER_UNKNOWN");
        nonsense.refusesForGood(
                "closing of a far month", nonsense.post(finance, ahead + "/closing", "{}"), 409, "PERIOD_NOT_OVER");
        nonsense.refusesForGood(
                "closing of a month before any entry can be",
                nonsense.post(finance, "/v1/periods/0206-01/closing", "{}"),
                409,
                "PERIOD_OUT_OF_ORDER");
        nonsense.refuses(
                "close of an open month", nonsense.post(finance, ahead + "/close", "{}"), 409, "STATE_CONFLICT");
        nonsense.refuses(
                "close with an override that is none",
                nonsense.post(finance, ahead + "/close", "{\"overrideId\":\"rop_1\"}"),
                400,
                "ID_MALFORMED");
        nonsense.refuses(
                "override without a reason", nonsense.post(finance, ahead + "/overrides", "{}"), 400, "MEMBER_MISSING");
        nonsense.refuses(
                "override of an open month",
                nonsense.post(finance, ahead + "/overrides", "{\"reason\":\"r\"}"),
                409,
                "STATE_CONFLICT");
        nonsense.refuses(
                "closing by an auditor",
                nonsense.post(ledger.staff(AUDITOR), ahead + "/closing", "{}"),
                403,
                "ROLE_MISSING");
        nonsense.refuses(
                "frozen balance of an open month", get(finance, ahead + "/trial-balance"), 404, "RESOURCE_UNKNOWN");
        nonsense.refuses(
                "close number 0", get(finance, ahead + "/trial-balance?closeNumber=0"), 400, "PARAMETER_INVALID");
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> reopeningOfWhatIsOpen_getsItsCode_andLeavesNothingButItsOutcome(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        String finance = ledger.staff(FINANCE);
        String ahead = "/v1/periods/2999-01";
        nonsense.refuses(
                "reopening without a reason",
                nonsense.post(finance, ahead + "/reopenings", "{}"),
                400,
                "MEMBER_MISSING");
        nonsense.refuses(
                "reopening of an open month",
                nonsense.post(finance, ahead + "/reopenings", "{\"reason\":\"r\"}"),
                409,
                "STATE_CONFLICT");
        nonsense.refusesForGood(
                "approval of what nobody asked for",
                nonsense.post(finance, ahead + "/reopenings/rop_" + "0".repeat(32) + "/approval", "{}"),
                404,
                "RESOURCE_UNKNOWN");
        return nonsense.tests();
    }
}
