package io.stakebook.system.http;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Entries;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.WithLedger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cursor leads on in the list and under the filters it was made with, and nowhere else. */
@Order(7)
@ExtendWith(WithLedger.class)
class CursorST {

    private static final String ZEROS = "0".repeat(12) + "7000" + "8" + "0".repeat(15);

    @Test
    void cursorMadeWithOtherFilters_isRefused(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        ledger.fund(anna, "ETH", "9");
        String product = ledger.flexible("st-cursor", "ETH", Map.of("minimum", "0.1"));
        for (int i = 0; i < 2; i++) {
            ledger.subscribe(anna, product, "ETH", "1").expect(201);
            Map<String, Object> away = Map.of("asset", "ETH", "amount", "1", "source", "spot", "address", "0xdef");
            ledger.api()
                    .post(anna.token(), "/v1/withdrawals", away, anna.from())
                    .expect(201);
            Map<String, Object> reserved = Map.of("reserve", Map.of(), "postings", Entries.compensated(anna.id(), "1"));
            ledger.api().post(ledger.staff(FINANCE), "/v1/entries", reserved).expect(201);
        }
        String auditor = ledger.staff(AUDITOR);
        String of = "customerId=" + anna.id();
        Map<String, String> otherwise = new TreeMap<>(Map.of(
                "/v1/positions?" + of, "/v1/positions?state=active",
                "/v1/withdrawals?" + of, "/v1/withdrawals?state=requested",
                "/v1/reservations?" + of, "/v1/reservations?state=open",
                "/v1/decisions?" + of, "/v1/decisions?outcome=permit",
                "/v1/balances?" + of, "/v1/balances?knownAt=" + Instant.now().truncatedTo(ChronoUnit.MICROS),
                "/v1/entries?" + of, "/v1/entries?kind=deposit"));

        otherwise.forEach((list, other) -> {
            String cursor = "&limit=1&cursor="
                    + URLEncoder.encode(
                            ledger.api()
                                    .get(auditor, list + "&limit=1")
                                    .expect(200)
                                    .member("nextCursor"),
                            StandardCharsets.UTF_8);
            assertThat(ledger.api().get(auditor, list + cursor).expect(200).data())
                    .hasSize(1);
            assertThat(ledger.api().get(auditor, other + cursor).expect(400).code())
                    .as(other)
                    .isEqualTo("CURSOR_INVALID");
        });
    }

    @Test
    void cursorThatNamesItsListButNoFilters_isRefused(Ledger ledger) {
        String finance = ledger.staff(FINANCE);
        String auditor = ledger.staff(AUDITOR);
        Customer anna = ledger.open(Home.DE);
        ledger.fund(anna, "ETH", "2");
        String position = ledger.subscribe(
                        anna, ledger.flexible("st-cursor", "ETH", Map.of("minimum", "0.1")), "ETH", "1")
                .expect(201)
                .member("id");
        String line = "\n2026-11-20/" + position + "/BASE";

        refused(ledger, finance, "/v1/rewards", "rewards" + line);
        refused(ledger, finance, "/v1/positions/" + position + "/accruals", "rewards" + line);
        refused(ledger, finance, "/v1/positions/" + position + "/accruals", "accruals" + line);
        refused(ledger, finance, "/v1/accrual-runs", "accrual-runs\nrun_" + ZEROS);
        refused(ledger, finance, "/v1/breaks", "breaks\nbrk_" + ZEROS);
        refused(ledger, auditor, "/v1/policy-changes", "policy-changes\nchg_" + ZEROS);
    }

    @Test
    void cursorWithAPlaceThatIsNone_isRefused(Ledger ledger) {
        String auditor = ledger.staff(AUDITOR);
        String account = "/v1/accounts/1210.ETH.house/limits";
        Map<String, Object> limits = Map.of("reason", "st cursor", "maxPosted", "900000000");
        ledger.api().post(ledger.staff(FINANCE), account, limits).expect(201, 409);

        for (String place : List.of("-9223372036854775808", "-1", "+1", "9223372036854775807", "1e3", "", "١")) {
            refused(ledger, auditor, account, "limits of 1210.ETH.house\n" + place);
        }
    }

    /** The list goes stretch by stretch from where it begins; from there it would go for hours. */
    @Test
    void cursorFarAboveAllThatIsRecorded_beginsWithTheNewestEntry(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        ledger.fund(anna, "ETH", "3");
        ledger.fund(anna, "ETH", "4");
        String list = "/v1/entries?limit=1&customerId=" + anna.id();
        Answer first = ledger.api().get(anna.token(), list).expect(200);
        String real = new String(Base64.getUrlDecoder().decode(first.member("nextCursor")), StandardCharsets.UTF_8);
        String forged = real.substring(0, real.lastIndexOf('\n') + 1) + "9".repeat(18);
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(StandardCharsets.UTF_8));

        Api hasty = new Api(ledger.address(), ledger.contract(), Duration.ofSeconds(10));
        Answer page = hasty.get(anna.token(), list + "&cursor=" + cursor).expect(200);

        assertThat(page.data()).isEqualTo(first.data());
    }

    private static void refused(Ledger ledger, String token, String list, String forged) {
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(StandardCharsets.UTF_8));
        Answer answer = ledger.api().get(token, list + "?cursor=" + cursor);
        assertThat(answer.status() + " " + answer.code())
                .as("%s with the place %s", list, forged)
                .isEqualTo("400 CURSOR_INVALID");
    }
}
