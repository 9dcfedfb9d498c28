package io.stakebook.system.http;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.COMPLIANCE_AUTHOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.system.Nonsense.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.system.Answer;
import io.stakebook.system.Entries;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Nonsense;
import io.stakebook.system.WithLedger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Times, dates and texts that calendars, rows or events cannot hold. */
@Order(1)
@ExtendWith(WithLedger.class)
class BadTimeST {

    private static final String FIRST = "-999999999-01-01T00:00:00+18:00";
    private static final String LAST = "+999999999-12-31T23:59:59-18:00";

    @TestFactory
    List<DynamicTest> queryThatNothingCanAnswer_isRefused(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        String finance = ledger.staff(FINANCE);
        String account = "/v1/accounts/1210.ETH.house";
        for (String path : List.of(
                account + "?effectiveAt=%2B300000-01-01T00:00:00Z",
                account + "?knownAt=-0001-01-01T00:00:00Z",
                account + "/postings?recordedTo=%2B300000-01-01T00:00:00Z",
                "/v1/balances?effectiveAt=" + LAST.replace("+", "%2B"),
                "/v1/trial-balance?knownAt=" + FIRST.replace("+", "%2B"),
                "/v1/trial-balance?through=%2B6000000-01-01",
                "/v1/entries?businessDate=%2B6000000-01-01",
                "/v1/entries?businessDate=2026-11-22&businessDateTo=2026-11-22",
                "/v1/entries?businessDateFrom=2026-11-22&businessDateTo=2026-11-21",
                "/v1/entries?recordedFrom=2026-11-22",
                "/v1/entries?recordedFrom=2026-11-22T10:00:00Z&recordedTo=2026-11-22T10:00:00Z",
                "/v1/rewards?from=-6000000-01-01")) {
            nonsense.refuses(path, get(finance, path), 400, "PARAMETER_INVALID");
        }
        for (String decisions : List.of(
                "/v1/decisions?reason=CN%00",
                "/v1/decisions?evaluatedFrom=2026-11-22T10:00:00Z&evaluatedTo=2026-11-22T09:00:00Z")) {
            nonsense.refuses(decisions, get(ledger.staff(AUDITOR), decisions), 400, "PARAMETER_INVALID");
        }
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> bodyWithATimeNobodyCanMean_isRefused(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        String finance = ledger.staff(FINANCE);
        for (String time : List.of(FIRST, LAST, "0206-11-22T10:00:00Z")) {
            nonsense.refuses("deposit of " + time, nonsense.deposit("effectiveAt", time), 400, "FIELD_INVALID");
            nonsense.refuses(
                    "entry of " + time,
                    nonsense.post(finance, "/v1/entries", entry(Map.of("effectiveAt", time))),
                    400,
                    "FIELD_INVALID");
            nonsense.refuses(
                    "reservation until " + time,
                    nonsense.post(finance, "/v1/entries", entry(Map.of("reserve", Map.of("expiresAt", time)))),
                    400,
                    "FIELD_INVALID");
        }
        nonsense.refuses(
                "accrual run of long ago",
                nonsense.post(
                        finance, "/v1/accrual-runs", Map.of("productId", "eth", "businessDate", "-999999999-01-01")),
                400,
                "FIELD_INVALID");
        return nonsense.tests();
    }

    /** Each would be taken now and fail later, when an event has to hold it. */
    @TestFactory
    List<DynamicTest> textThatNoEventCanHold_isRefused(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        nonsense.refuses(
                "reason of a reopening in two lines",
                nonsense.post(
                        ledger.staff(FINANCE),
                        "/v1/periods/2026-01/reopenings",
                        Map.of("reason", "line one\nline two")),
                400,
                "FIELD_INVALID");
        nonsense.refuses(
                "basis of a change out of normal form",
                nonsense.post(
                        ledger.staff(COMPLIANCE_AUTHOR),
                        "/v1/policy-changes",
                        Map.of(
                                "region",
                                "BR",
                                "state",
                                "no_new",
                                "reason",
                                "st",
                                "basis",
                                "de\u0301cret",
                                "baseVersion",
                                0)),
                400,
                "FIELD_INVALID");
        nonsense.refuses(
                "provider out of normal form",
                nonsense.post(ledger.staff(FINANCE), "/v1/statements?provider=cafe%CC%81", "date\n")
                        .with("Content-Type", "text/csv"),
                400,
                "PARAMETER_INVALID");
        return nonsense.tests();
    }

    @Test
    void reversalBeforeItsEntry_isRefusedWithBothTimes(Ledger ledger) {
        String finance = ledger.staff(FINANCE);
        Answer entry =
                ledger.api().post(finance, "/v1/entries", entry(Map.of())).expect(201);
        LocalDate before = ledger.now().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);

        Answer refused = ledger.api()
                .post(
                        finance,
                        "/v1/entries/" + entry.member("id") + "/reversals",
                        Map.of("effectiveAt", before + "T10:00:00Z"));

        assertThat(refused.status() + " " + refused.code()).isEqualTo("400 FIELD_INVALID");
        assertThat(refused.member("field")).isEqualTo("effectiveAt");
        assertThat(refused.member("detail")).contains(before + "T10:00:00Z", entry.member("effectiveAt"));
    }

    @Test
    void itemWithAConditionOnAnAssetNobodyHolds_isRefusedAlone(Ledger ledger) {
        Map<String, Object> odd = new HashMap<>(Entries.posting("1210.ETH.house", "debit", "1"));
        odd.put("account", "1210.ZZZZ.house");
        odd.put("conditions", Map.of("posted", Map.of("gte", "0")));
        Map<String, Object> bad = Map.of("postings", List.of(odd, Entries.posting("3020.ETH.house", "credit", "1")));

        JsonNode results = ledger.api()
                .post(
                        ledger.staff(FINANCE),
                        "/v1/entry-batches",
                        Map.of("mode", "each", "entries", List.of(bad, entry(Map.of()))))
                .expect(200)
                .json()
                .path("results");

        assertThat(results.get(0).path("refusal").path("code").asText()).isEqualTo("ASSET_UNKNOWN");
        assertThat(results.get(0)
                        .path("refusal")
                        .path("errors")
                        .get(0)
                        .path("pointer")
                        .asText())
                .isEqualTo("/entries/0/postings/0/conditions");
        assertThat(results.get(1).path("entryId").asText()).startsWith("entry_");
    }

    private static Map<String, Object> entry(Map<String, Object> more) {
        Map<String, Object> entry = new HashMap<>(more);
        entry.put("postings", Entries.paidIn("1"));
        return entry;
    }
}
