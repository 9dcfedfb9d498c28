package io.stakebook.system.eventlog;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.system.Nonsense.get;

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

/** Exports of what the log does not have, and of what is not for everyone. */
@Order(1)
@ExtendWith(WithLedger.class)
class BadExportST {

    @TestFactory
    List<DynamicTest> exportThatIsNone_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Nonsense nonsense = new Nonsense(ledger, anna);
        ledger.fund(anna, "ETH", "1");
        String auditor = ledger.staff(AUDITOR);
        String unknown = "/v1/exports/exp_" + "0".repeat(32);
        nonsense.refuses(
                "export past the log's end", export(nonsense, auditor, "toSize", 999_999), 400, "FIELD_INVALID");
        nonsense.refuses(
                "export from a negative size", export(nonsense, auditor, "fromSize", -1), 400, "FIELD_INVALID");
        nonsense.refuses(
                "export from where none ended", export(nonsense, auditor, "fromSize", 1), 400, "FIELD_INVALID");
        nonsense.refuses("export by a customer", export(nonsense, anna.token(), "fromSize", 0), 403, "ROLE_MISSING");
        nonsense.refuses("export that is none", get(auditor, unknown), 404, "RESOURCE_UNKNOWN");
        nonsense.refuses("bundle of none", get(auditor, unknown + "/bundle"), 404, "RESOURCE_UNKNOWN");
        nonsense.refuses("export of a malformed id", get(auditor, "/v1/exports/x"), 400, "ID_MALFORMED");
        return nonsense.tests();
    }

    private static Request export(Nonsense nonsense, String token, String member, long size) {
        return nonsense.post(token, "/v1/exports", Map.of(member, size));
    }
}
