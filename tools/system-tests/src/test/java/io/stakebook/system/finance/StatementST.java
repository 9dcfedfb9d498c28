package io.stakebook.system.finance;

import static io.stakebook.launcher.token.Role.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Pause;
import io.stakebook.system.WithLedger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a provider's statement is answered with, whatever the book is doing. */
@Order(4)
@ExtendWith(WithLedger.class)
class StatementST {

    private static final String PRODUCT = "st-statement";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A run that cannot end, because its only customer can take no payout, stands in the way of a new look at its day. */
    @Test
    void statementSentAgain_whileItsDayIsBeingAccrued_getsTheAnswerThatIsKept(Ledger ledger) {
        String finance = ledger.staff(FINANCE);
        ledger.flexible(PRODUCT, "ETH", Map.of("minimum", "0.01"));
        Customer customer = ledger.open(Home.DE);
        ledger.fund(customer, "ETH", "10");
        ledger.subscribe(customer, PRODUCT, "ETH", "5").expect(201);
        LocalDate day = ledger.now().atOffset(ZoneOffset.UTC).toLocalDate();
        ledger.advanceTo(day.plusDays(1).atTime(0, 1).toInstant(ZoneOffset.UTC));
        String key = Api.freshKey();
        Answer kept = upload(ledger, day, key).expect(201);

        limit(ledger, customer, Map.of("maxPosted", "0", "reason", "no payouts"));
        String run = accrue(ledger, day);
        Answer other = upload(ledger, day, Api.freshKey());
        assertThat(other.status() + " " + other.code()).isEqualTo("409 RUN_IN_PROGRESS");
        Answer again = upload(ledger, day, key);

        assertThat(again.text()).isEqualTo(kept.text());
        assertThat(again.replayed()).isTrue();

        limit(ledger, customer, Map.of("reason", "payouts again"));
        accrue(ledger, day);
        Pause.until("the end of run " + run, PATIENCE, () -> state(ledger, finance, run), "completed"::equals);
    }

    private static Answer upload(Ledger ledger, LocalDate day, String key) {
        Map<String, String> headers = new LinkedHashMap<>(Api.headers(ledger.staff(FINANCE)));
        headers.put("Content-Type", "text/csv");
        headers.put("Idempotency-Key", key);
        String file = "date,product,asset,reward,reference\n" + day + "," + PRODUCT + ",ETH,0.01,st-statement\n";
        return ledger.api()
                .send("POST", "/v1/statements?provider=st-statement", headers, file.getBytes(StandardCharsets.UTF_8));
    }

    private static void limit(Ledger ledger, Customer customer, Map<String, Object> limits) {
        ledger.api()
                .post(ledger.staff(FINANCE), "/v1/accounts/2020.ETH." + customer.id() + "/limits", limits)
                .expect(201);
    }

    private static String accrue(Ledger ledger, LocalDate day) {
        return ledger.api()
                .post(
                        ledger.staff(FINANCE),
                        "/v1/accrual-runs",
                        Map.of("productId", PRODUCT, "businessDate", day.toString()))
                .expect(202)
                .member("id");
    }

    private static String state(Ledger ledger, String finance, String run) {
        return ledger.api().get(finance, "/v1/accrual-runs/" + run).expect(200).member("state");
    }
}
