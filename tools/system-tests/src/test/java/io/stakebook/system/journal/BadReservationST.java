package io.stakebook.system.journal;

import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.system.Nonsense.get;

import io.stakebook.system.Entries;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Nonsense;
import io.stakebook.system.WithLedger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reservations that were never made, or over before they began. */
@Order(1)
@ExtendWith(WithLedger.class)
class BadReservationST {

    @TestFactory
    List<DynamicTest> reservationThatIsNone_getsItsCode_andLeavesNothingButItsOutcome(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        String finance = ledger.staff(FINANCE);
        String unknown = "/v1/reservations/entry_" + "0".repeat(32);
        nonsense.refusesForGood(
                "reservation that has expired",
                nonsense.post(
                        finance,
                        "/v1/entries",
                        Map.of(
                                "reserve",
                                Map.of("expiresAt", "2020-01-01T00:00:00Z"),
                                "postings",
                                Entries.paidIn("1"))),
                400,
                "FIELD_INVALID");
        nonsense.refuses("reservation that is none", get(finance, unknown), 404, "RESERVATION_UNKNOWN");
        nonsense.refuses(
                "settlement of none",
                nonsense.post(finance, unknown + "/settlements", "{}"),
                404,
                "RESERVATION_UNKNOWN");
        nonsense.refuses(
                "void of a malformed id", nonsense.post(finance, "/v1/reservations/x/void", "{}"), 400, "ID_MALFORMED");
        return nonsense.tests();
    }
}
