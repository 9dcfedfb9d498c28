package io.stakebook.system.http;

import static io.stakebook.launcher.token.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.WithLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One key, one effect, one answer: at once, later, and after the server came back. */
@Order(2)
@ExtendWith(WithLedger.class)
class IdempotencyST {

    private static final int AT_ONCE = 32;

    @Test
    void sameKeyManyTimesAtOnce_hasOneEffectAndOneAnswer(Ledger ledger) throws Exception {
        Customer customer = ledger.open(Home.DE);
        Map<String, Object> deposit = ledger.deposit(customer, "SOL", "1.25");
        Map<String, String> headers = withKey(customer, Api.freshKey());

        List<Answer> answers = new ArrayList<>();
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Answer>> asked = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                asked.add(callers.submit(() -> {
                    start.await();
                    return ledger.api().post(ledger.staff(OPERATOR), "/v1/deposits", deposit, headers);
                }));
            }
            start.countDown();
            for (Future<Answer> one : asked) {
                answers.add(one.get());
            }
        } finally {
            callers.shutdownNow();
        }

        assertThat(answers).allSatisfy(answer -> answer.expect(201));
        assertThat(answers.stream().map(Answer::text).distinct()).hasSize(1);
        assertThat(answers.stream().map(answer -> answer.header("Location")).distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> !answer.replayed())).hasSize(1);
        assertThat(spot(ledger, customer, "SOL")).isEqualTo("1.250000000");
    }

    @Test
    void refusalByARule_isTheAnswerToItsKeyForEver(Ledger ledger) {
        Customer customer = ledger.open(Home.DE);
        Map<String, String> headers = withKey(customer, Api.freshKey());
        Map<String, Object> withdrawal = Map.of("asset", "SOL", "amount", "1", "source", "spot", "address", "abc");
        Answer poor = ledger.api().post(customer.token(), "/v1/withdrawals", withdrawal, headers);
        assertThat(poor.code()).isEqualTo("INSUFFICIENT_BALANCE");

        ledger.fund(customer, "SOL", "5");
        Answer rich = ledger.api().post(customer.token(), "/v1/withdrawals", withdrawal, headers);

        assertThat(rich.text()).isEqualTo(poor.text());
        assertThat(rich.replayed()).isTrue();
        assertThat(spot(ledger, customer, "SOL")).isEqualTo("5.000000000");
    }

    @Test
    void sameKeyOfTwoCallers_areTwoWrites(Ledger ledger) {
        Customer one = ledger.open(Home.DE);
        Customer two = ledger.open(Home.BR);
        String key = Api.freshKey();
        for (Customer customer : List.of(one, two)) {
            ledger.fund(customer, "SOL", "2");
            Answer answer = ledger.api()
                    .post(
                            customer.token(),
                            "/v1/withdrawals",
                            Map.of("asset", "SOL", "amount", "1", "source", "spot", "address", "abc"),
                            withKey(customer, key))
                    .expect(201);
            assertThat(answer.replayed()).isFalse();
            assertThat(answer.member("customerId")).isEqualTo(customer.id());
        }
    }

    @Test
    void replayAfterTheServerWasKilled_givesTheSameBytes(Ledger ledger) {
        Customer customer = ledger.open(Home.DE);
        Map<String, Object> deposit = ledger.deposit(customer, "SOL", "3");
        Map<String, String> headers = withKey(customer, Api.freshKey());
        Answer first = ledger.api()
                .post(ledger.staff(OPERATOR), "/v1/deposits", deposit, headers)
                .expect(201);

        ledger.stack().api().kill();
        ledger.stack().api().restart();

        Answer again = ledger.api()
                .post(ledger.staff(OPERATOR), "/v1/deposits", deposit, headers)
                .expect(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.replayed()).isTrue();
        assertThat(spot(ledger, customer, "SOL")).isEqualTo("3.000000000");
    }

    private static Map<String, String> withKey(Customer customer, String key) {
        return Map.of("Idempotency-Key", key, "X-Forwarded-For", customer.address());
    }

    private static String spot(Ledger ledger, Customer customer, String asset) {
        return ledger.api()
                .get(customer.token(), "/v1/accounts/2010." + asset + "." + customer.id())
                .expect(200)
                .member("balance");
    }
}
