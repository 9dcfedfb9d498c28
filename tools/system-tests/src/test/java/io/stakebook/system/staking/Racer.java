package io.stakebook.system.staking;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.launcher.token.Role;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Pause;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/** One client: writes without pause, asks again with the same key until it is told, and remembers what it was told. */
final class Racer implements Callable<List<Racer.Told>> {

    /** What may stand against a write in this race; anything else fails the test. */
    private static final Set<String> FAIR =
            Set.of("INSUFFICIENT_BALANCE", "POSITION_CLOSED", "REDEMPTION_ABOVE_PRINCIPAL", "BELOW_MINIMUM");

    /** Not an outcome: the same key must be asked again. */
    private static final Set<String> NOT_TOLD = Set.of("UNAVAILABLE", "OUTCOME_UNKNOWN", "OVERLOADED", "STALE");

    private static final int PATIENCE = 200;

    private final Ledger ledger;
    private final String product;
    private final String asset;
    private final List<Customer> customers;
    private final long end;
    private final List<Told> told = new ArrayList<>();
    private final Map<String, Customer> positions = new LinkedHashMap<>();

    Racer(Ledger ledger, String product, String asset, List<Customer> customers, long end) {
        this.ledger = ledger;
        this.product = product;
        this.asset = asset;
        this.customers = customers;
        this.end = end;
    }

    enum Kind {
        DEPOSIT(1),
        SUBSCRIBE(2),
        REDEEM(2);

        private final int entries;

        Kind(int entries) {
            this.entries = entries;
        }

        /** Journal entries an accepted one makes. */
        int entries() {
            return entries;
        }

        BigDecimal spot(BigDecimal amount) {
            return this == SUBSCRIBE ? amount.negate() : amount;
        }

        BigDecimal principal(BigDecimal amount) {
            return switch (this) {
                case DEPOSIT -> BigDecimal.ZERO;
                case SUBSCRIBE -> amount;
                case REDEEM -> amount.negate();
            };
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Write(Kind kind, Customer customer, BigDecimal amount, String token, String path, byte[] body) {}

    /** A write and what its client was told in the end. */
    record Told(Write write, String key, int status, String body, int retries) {

        boolean accepted() {
            return status < 300;
        }

        Kind kind() {
            return write.kind;
        }

        Customer customer() {
            return write.customer;
        }

        BigDecimal amount() {
            return write.amount;
        }

        Answer askAgain(Ledger ledger) {
            return ledger.api().send("POST", write.path, headers(write, key), write.body);
        }

        @Override
        public String toString() {
            return write.kind + " " + write.amount + " " + key + " -> " + status + " " + body;
        }
    }

    private static Map<String, String> headers(Write write, String key) {
        Map<String, String> headers = Api.headers(write.token);
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", key);
        headers.putAll(write.customer.from());
        return headers;
    }

    @Override
    public List<Told> call() {
        while (System.nanoTime() < end) {
            told.add(carryThrough(next()));
        }
        return told;
    }

    private Write next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Customer customer = customers.get(random.nextInt(customers.size()));
        BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(500), 2);
        int dice = random.nextInt(10);
        if (dice < 3) {
            return new Write(
                    Kind.DEPOSIT,
                    customer,
                    amount,
                    ledger.staff(Role.OPERATOR),
                    "/v1/deposits",
                    Api.bytes(ledger.deposit(customer, asset, amount.toPlainString())));
        }
        if (dice < 6 || positions.isEmpty()) {
            // Now and then more than anyone has.
            BigDecimal asked = random.nextInt(10) == 0 ? amount.add(BigDecimal.valueOf(100_000)) : amount;
            return new Write(
                    Kind.SUBSCRIBE,
                    customer,
                    asked,
                    customer.token(),
                    "/v1/subscriptions",
                    Api.bytes(Ledger.subscription(product, asset, asked.toPlainString())));
        }
        List<String> known = List.copyOf(positions.keySet());
        String position = known.get(random.nextInt(known.size()));
        Customer owner = java.util.Objects.requireNonNull(positions.get(position));
        return new Write(
                Kind.REDEEM,
                owner,
                amount,
                owner.token(),
                "/v1/positions/" + position + "/redemptions",
                Api.bytes(Map.of("amount", amount.toPlainString(), "destination", "spot")));
    }

    private Told carryThrough(Write write) {
        String key = "race-" + Api.freshKey();
        String last = "";
        for (int retries = 0; retries < PATIENCE; retries++) {
            try {
                Answer answer = ledger.api().trySend("POST", write.path, headers(write, key), write.body);
                if (answer.status() == 201) {
                    if (write.kind == Kind.SUBSCRIBE) {
                        positions.put(answer.member("id"), write.customer);
                    }
                    return new Told(write, key, answer.status(), answer.text(), retries);
                }
                if (FAIR.contains(answer.code())) {
                    return new Told(write, key, answer.status(), answer.text(), retries);
                }
                assertThat(NOT_TOLD)
                        .as("%s answered %d %s", write.path, answer.status(), answer.text())
                        .contains(answer.code());
                last = answer.text();
            } catch (IOException broken) {
                last = broken.toString();
            }
            Pause.millis(20L + ThreadLocalRandom.current().nextInt(80));
        }
        throw new AssertionError(
                "asked " + PATIENCE + " times for " + write.path + " and was never told; last: " + last);
    }
}
