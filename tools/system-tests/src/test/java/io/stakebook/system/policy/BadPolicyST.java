package io.stakebook.system.policy;

import static io.stakebook.launcher.token.Role.COMPLIANCE_APPROVER;
import static io.stakebook.launcher.token.Role.COMPLIANCE_AUTHOR;
import static io.stakebook.launcher.token.Role.OPERATOR;
import static io.stakebook.system.Nonsense.changed;
import static io.stakebook.system.Nonsense.get;

import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Nonsense;
import io.stakebook.system.Nonsense.Request;
import io.stakebook.system.WithLedger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes of region states that nobody may make. */
@Order(1)
@ExtendWith(WithLedger.class)
class BadPolicyST {

    @TestFactory
    List<DynamicTest> regionChangeThatCannotStand_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        String author = ledger.staff(COMPLIANCE_AUTHOR);
        String approver = ledger.staff(COMPLIANCE_APPROVER);
        String unknown = "/v1/policy-changes/chg_" + "0".repeat(32);
        nonsense.refuses("region that is none", change(nonsense, author, "region", "Atlantis"), 400, "FIELD_INVALID");
        nonsense.refuses("state that is none", change(nonsense, author, "state", "shut"), 400, "ENUM_UNKNOWN");
        nonsense.refuses("change without a basis", change(nonsense, author, "basis", null), 400, "MEMBER_MISSING");
        nonsense.refuses("change by who approves", change(nonsense, approver, "region", "BR"), 403, "ROLE_MISSING");
        nonsense.refuses("change that is none", get(author, unknown), 404, "RESOURCE_UNKNOWN");
        nonsense.refuses(
                "approval of none", nonsense.post(approver, unknown + "/approvals", "{}"), 404, "RESOURCE_UNKNOWN");
        nonsense.refuses(
                "rejection without a word",
                nonsense.post(approver, unknown + "/rejection", "{}"),
                400,
                "MEMBER_MISSING");
        nonsense.refuses(
                "withdrawal without a word",
                nonsense.post(author, unknown + "/withdrawal", "{}"),
                400,
                "MEMBER_MISSING");
        nonsense.refuses("tightening for no time", atOnce(nonsense, author, "hours", 0), 400, "FIELD_INVALID");
        nonsense.refuses("tightening for too long", atOnce(nonsense, author, "hours", 73), 400, "FIELD_INVALID");
        nonsense.refuses(
                "tightening at once, later",
                atOnce(nonsense, author, "effectiveFrom", "2099-01-01T00:00:00Z"),
                400,
                "FIELD_INVALID");
        nonsense.refuses("tightening by who approves", atOnce(nonsense, approver, "hours", 1), 403, "ROLE_MISSING");
        nonsense.refuses(
                "ratification by who writes",
                nonsense.post(author, unknown + "/ratification", "{}"),
                403,
                "ROLE_MISSING");
        nonsense.refuses(
                "ratification of none",
                nonsense.post(approver, unknown + "/ratification", "{}"),
                404,
                "RESOURCE_UNKNOWN");
        nonsense.refuses(
                "decisions on an activity that is none",
                get(approver, "/v1/decisions?activity=SUBSCRIPTION"),
                400,
                "ENUM_UNKNOWN");
        return nonsense.tests();
    }

    /** A slip in a fact must not be what the key stands for: the corrected request may use it. */
    @TestFactory
    List<DynamicTest> factThatNoPolicyCanRead_isRefused_andLeavesTheKeyFree(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        String operator = ledger.staff(OPERATOR);
        Map<String, Object> facts = Map.of("facts", changed(Map.of(), "residency", "Atlantis"));
        nonsense.refuses("customer of nowhere", nonsense.post(operator, "/v1/customers", facts), 400, "FIELD_INVALID");
        nonsense.refuses(
                "facts of nowhere",
                nonsense.post(
                        operator,
                        "/v1/customers/" + ledger.open(Home.SG).id() + "/facts",
                        Map.of("facts", facts.get("facts"), "reason", "moved")),
                400,
                "FIELD_INVALID");
        nonsense.refuses(
                "override without an end",
                nonsense.post(
                        operator,
                        "/v1/customers/" + ledger.open(Home.SG).id() + "/facts",
                        Map.of("facts", Map.of("residency", "SG", "override", "valid"), "reason", "looked at")),
                400,
                "FIELD_INVALID");
        return nonsense.tests();
    }

    private static Request atOnce(Nonsense nonsense, String token, String member, Object value) {
        return body(nonsense, token, "/v1/policy-changes/immediate", member, value);
    }

    private static Request change(Nonsense nonsense, String token, String member, @Nullable Object value) {
        return body(nonsense, token, "/v1/policy-changes", member, value);
    }

    /** A change that would be good but for one member, which is removed where the value is null. */
    private static Request body(Nonsense nonsense, String token, String path, String member, @Nullable Object value) {
        Map<String, Object> body =
                Map.of("region", "BR", "state", "no_new", "reason", "r", "basis", "b", "baseVersion", 0);
        return nonsense.post(token, path, changed(body, member, value));
    }
}
