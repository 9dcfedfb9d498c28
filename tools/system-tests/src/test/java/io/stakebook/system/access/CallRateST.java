package io.stakebook.system.access;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A caller who sends more than he may is told so, loses nothing, and is in nobody else's way. */
@Order(88)
class CallRateST {

    private static final int A_MINUTE = 12;

    /** A write and what became of it. */
    private record Sent(String key, String reference, Answer answer) {}

    @Test
    void callerAboveHisAllowance_isTurnedAwayWithTheTimeToComeBack_andHisKeyIsFree() {
        StackOptions options = StackOptions.in(Path.of("target", "call-rate"))
                .with("stakebook.checks.every", "0")
                .with("stakebook.http.calls-per-minute", Integer.toString(A_MINUTE));
        try (Stack stack = Stack.start(options, line -> System.out.println("[call-rate] " + line))) {
            Ledger ledger = new Ledger(stack);
            Answer first = ledger.api().get(ledger.staff(FINANCE), "/v1/assets").expect(200);
            assertThat(first.header("RateLimit-Policy")).isEqualTo("\"caller\";q=" + A_MINUTE + ";w=60");
            assertThat(first.header("RateLimit")).isEqualTo("\"caller\";r=" + (A_MINUTE - 1) + ";t=5");
            Sent last = untilRefused(ledger);
            Answer refused = last.answer();

            assertThat(refused.code()).isEqualTo("RATE_LIMITED");
            assertThat(refused.header("RateLimit")).startsWith("\"caller\";r=0;t=");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60 / A_MINUTE);
            ledger.api().get(ledger.staff(AUDITOR), "/v1/assets").expect(200);
            assertThat(ledger.api().get(null, "/metrics").text()).contains("stakebook_calls_turned_away_total");

            LockSupport.parkNanos(Duration.ofSeconds(Long.parseLong(refused.header("Retry-After")))
                    .toNanos());
            Answer kept = write(ledger, last.key(), last.reference()).expect(201);
            assertThat(kept.replayed()).isFalse();
        }
    }

    /** Writes, each with a key of its own, until one is refused. */
    private static Sent untilRefused(Ledger ledger) {
        for (int call = 0; call < 10 * A_MINUTE; call++) {
            String key = Api.freshKey();
            String reference = "0xpatient" + call;
            Answer answer = write(ledger, key, reference).expect(201, 429);
            if (answer.status() == 429) {
                return new Sent(key, reference, answer);
            }
        }
        throw new AssertionError("nobody was refused");
    }

    private static Answer write(Ledger ledger, String key, String reference) {
        return ledger.api()
                .post(
                        ledger.staff(FINANCE),
                        "/v1/house-funding",
                        Map.of("asset", "ETH", "amount", "1", "reference", reference),
                        Map.of("Idempotency-Key", key));
    }
}
