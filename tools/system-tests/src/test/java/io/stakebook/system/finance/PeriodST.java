package io.stakebook.system.finance;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.launcher.token.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.system.Answer;
import io.stakebook.system.Entries;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.MonthEnd;
import io.stakebook.system.Pause;
import io.stakebook.system.WithLedger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Months are closed over HTTP, and accounts read at any moment. It moves the clock past the month, so it runs late. */
@Order(80)
@ExtendWith(WithLedger.class)
class PeriodST {

    private static final Map<String, Object> NOTHING = Map.of();

    @Test
    void accountsAndStatements_areReadAtAnyMoment_andListsKeepToTheirFilters(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        String account = "/v1/accounts/2010.DOT." + anna.id();
        ledger.fund(anna, "DOT", "5");
        Instant between = Instant.parse(
                posting(ledger, anna, account, 0).path("recordedAt").asText());
        Map<String, Object> late = new TreeMap<>(ledger.deposit(anna, "DOT", "2"));
        late.put("effectiveAt", between.minus(Duration.ofDays(1)).toString());
        post(ledger, ledger.staff(OPERATOR), "/v1/deposits", late).expect(201);

        assertThat(posted(ledger, anna, account)).isEqualTo("7.0000000000");
        assertThat(posted(ledger, anna, account + "?minSequence=2")).isEqualTo("7.0000000000");
        assertThat(posted(ledger, anna, account + "?knownAt=" + between)).isEqualTo("5.0000000000");
        String dayBefore = between.minus(Duration.ofHours(12)).toString();
        assertThat(posted(ledger, anna, account + "?effectiveAt=" + dayBefore)).isEqualTo("2.0000000000");
        assertThat(posted(ledger, anna, account + "?effectiveAt=" + dayBefore + "&knownAt=" + between))
                .isEqualTo("0.0000000000");
        assertThat(ledger.api()
                        .get(anna.token(), "/v1/balances?knownAt=" + between)
                        .expect(200)
                        .data())
                .hasSize(1)
                .allSatisfy(
                        balance -> assertThat(balance.path("posted").asText()).isEqualTo("5.0000000000"));
        assertThat(ledger.api()
                        .get(anna.token(), account + "/postings?effectiveTo=" + dayBefore)
                        .expect(200)
                        .data())
                .hasSize(1);

        Answer page = ledger.api()
                .get(anna.token(), "/v1/entries?kind=deposit&limit=1")
                .expect(200);
        String cursor = page.member("nextCursor");
        assertThat(ledger.api()
                        .get(anna.token(), "/v1/entries?kind=deposit&cursor=" + cursor)
                        .expect(200)
                        .data())
                .hasSize(1);
        assertThat(ledger.api()
                        .get(anna.token(), "/v1/entries?kind=general&cursor=" + cursor)
                        .code())
                .isEqualTo("CURSOR_INVALID");
        assertThat(ledger.api()
                        .get(ledger.staff(AUDITOR), "/v1/trial-balance?knownAt=" + between)
                        .expect(200)
                        .member("knownAt"))
                .isNotEmpty();
    }

    @Test
    void months_areClosedInOrder_reopenedByTwoPeople_andClosedAgain(Ledger ledger) throws Exception {
        String finance = ledger.staff(FINANCE);
        String second = ledger.staff(FINANCE, "officer-finance-2");
        Customer anna = ledger.open(Home.DE);
        ledger.fund(anna, "DOT", "5");
        YearMonth month = YearMonth.from(ledger.now().atOffset(ZoneOffset.UTC));
        YearMonth next = ledger.pages(finance, "/v1/periods").stream()
                .map(period -> YearMonth.parse(period.path("id").asText()).plusMonths(1))
                .max(YearMonth::compareTo)
                .orElse(month.minusMonths(1));
        for (YearMonth before = next; before.isBefore(month); before = before.plusMonths(1)) {
            close(ledger, finance, before);
        }
        String path = "/v1/periods/" + month;
        assertThat(post(ledger, finance, path + "/closing", NOTHING).code()).isEqualTo("PERIOD_NOT_OVER");
        assertThat(state(ledger, month)).isEqualTo("open");
        Instant lastHour =
                month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        ledger.advanceTo(lastHour.plusSeconds(3_600));

        post(ledger, finance, path + "/closing", NOTHING).expect(200);
        Map<String, Object> late = new TreeMap<>(ledger.deposit(anna, "DOT", "2"));
        late.put("effectiveAt", lastHour.minusSeconds(60).toString());
        post(ledger, ledger.staff(OPERATOR), "/v1/deposits", late).expect(201);
        adjust(ledger, anna, lastHour).expect(201);
        assertThat(ledger.pages(finance, "/v1/entries?carriedFrom=" + month))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.path("carriedFrom").asText())
                            .isEqualTo(month.atEndOfMonth().toString());
                    assertThat(entry.path("businessDate").asText())
                            .isEqualTo(month.plusMonths(1).atDay(1).toString());
                });
        JsonNode closed = close(ledger, finance, month);

        assertThat(adjust(ledger, anna, lastHour).code()).isEqualTo("PERIOD_CLOSED");
        Answer frozen = ledger.api().get(finance, path + "/trial-balance").expect(200);
        String hash = closed.path("controlTotals").path("trialBalanceHash").asText();
        assertThat(sha256(frozen.member("canonicalText"))).isEqualTo(hash);
        assertThat(frozen.json().path("rows").size())
                .isEqualTo(ledger.api()
                        .get(finance, "/v1/trial-balance?through=" + month.atEndOfMonth())
                        .expect(200)
                        .json()
                        .path("rows")
                        .size());

        Answer wish = post(ledger, finance, path + "/reopenings", Map.of("reason", "an invoice was missed"))
                .expect(201);
        String approval = path + "/reopenings/" + wish.member("id") + "/approval";
        assertThat(post(ledger, finance, approval, NOTHING).code()).isEqualTo("SELF_APPROVAL");
        post(ledger, second, approval, NOTHING).expect(200);
        assertThat(state(ledger, month)).isEqualTo("closing");
        adjust(ledger, anna, lastHour).expect(201);
        JsonNode again = close(ledger, second, month);

        assertThat(again.path("history").size()).isEqualTo(2);
        assertThat(again.path("controlTotals").path("entries").asLong())
                .isEqualTo(closed.path("controlTotals").path("entries").asLong() + 1);
        assertThat(again.path("history").get(1).path("controlTotals")).isEqualTo(closed.path("controlTotals"));
        assertThat(ledger.api()
                        .get(finance, path + "/trial-balance?closeNumber=1")
                        .expect(200)
                        .json())
                .isEqualTo(frozen.json());
        assertThat(ledger.pages(finance, "/v1/periods").get(0).path("id").asText())
                .isEqualTo(month.toString());
    }

    /** Begins, closes and waits. */
    private static JsonNode close(Ledger ledger, String token, YearMonth month) {
        String path = "/v1/periods/" + month;
        post(ledger, token, path + "/closing", NOTHING).expect(200);
        post(ledger, token, path + "/close", MonthEnd.body(ledger, token, path)).expect(202);
        Pause.until("the close of " + month, Duration.ofSeconds(60), () -> state(ledger, month), "closed"::equals);
        post(ledger, token, path + "/close", NOTHING).expect(200);
        return ledger.api().get(token, path).expect(200).json();
    }

    private static Answer adjust(Ledger ledger, Customer anna, Instant end) {
        Map<String, Object> entry = Map.of(
                "memo",
                "month end",
                "effectiveAt",
                end.minusSeconds(1).toString(),
                "ifPeriodClosed",
                "adjust",
                "postings",
                List.of(
                        Entries.posting("5070.DOT.house", "debit", "1"),
                        Entries.posting("2010.DOT." + anna.id(), "credit", "1")));
        return post(ledger, ledger.staff(FINANCE), "/v1/entries", entry);
    }

    private static Answer post(Ledger ledger, String token, String path, Map<String, Object> body) {
        return ledger.api().post(token, path, body);
    }

    private static String state(Ledger ledger, YearMonth month) {
        return ledger.api()
                .get(ledger.staff(AUDITOR), "/v1/periods/" + month)
                .expect(200)
                .member("state");
    }

    private static String posted(Ledger ledger, Customer customer, String path) {
        return ledger.api().get(customer.token(), path).expect(200).member("posted");
    }

    private static JsonNode posting(Ledger ledger, Customer customer, String account, int index) {
        return ledger.api()
                .get(customer.token(), account + "/postings")
                .expect(200)
                .data()
                .get(index);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
