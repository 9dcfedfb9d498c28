package io.stakebook.system.fault;

import io.stakebook.launcher.token.Role;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One client: writes with short thoughts in between, and asks again with the same key, anywhere, until it is told. */
final class Client implements Runnable {

    /** What may stand against a write; anything else fails the test. */
    private static final Set<String> FAIR =
            Set.of("INSUFFICIENT_BALANCE", "POSITION_CLOSED", "REDEMPTION_ABOVE_PRINCIPAL", "BELOW_MINIMUM");

    /** Not an outcome: the same key must be asked again. */
    private static final Set<String> NOT_TOLD =
            Set.of("UNAVAILABLE", "OUTCOME_UNKNOWN", "OVERLOADED", "STALE", "IDEMPOTENCY_IN_PROGRESS");

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Cluster cluster;
    private final Load load;
    private final String name;
    private final Random random;
    private final BooleanSupplier goOn;
    private final List<String> positions = new ArrayList<>();
    private final List<Customer> owners = new ArrayList<>();
    private int writes;
    private int preferred;

    /** @param place number of the client in its load */
    Client(Cluster cluster, Load load, String name, int place, BooleanSupplier goOn) {
        this.cluster = cluster;
        this.load = load;
        this.name = name + "-" + place;
        this.random = Seed.random(this.name);
        this.goOn = goOn;
        this.preferred = place;
    }

    @Override
    public void run() {
        while (goOn.getAsBoolean()) {
            Write write = next();
            cluster.history().means(write);
            if (random.nextInt(10) == 0) {
                rehearse(write);
            }
            carryThrough(write);
            Pause.millis(5L + random.nextInt(25));
        }
    }

    private Write next() {
        Customer customer =
                cluster.customers().get(random.nextInt(cluster.customers().size()));
        BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(500), 2);
        int dice = random.nextInt(100);
        if (dice < (positions.isEmpty() ? 50 : 35)) {
            return write(Write.Kind.DEPOSIT, customer, amount);
        }
        // Now and then more than anyone has: a refusal must be kept as well.
        BigDecimal asked = random.nextInt(8) == 0 ? amount.add(BigDecimal.valueOf(1_000_000)) : amount;
        if (dice < 60 || positions.isEmpty()) {
            return write(Write.Kind.SUBSCRIBE, customer, asked);
        }
        if (dice < 75) {
            return write(Write.Kind.WITHDRAW, customer, asked);
        }
        int position = random.nextInt(positions.size());
        return redeem(owners.get(position), positions.get(position), amount);
    }

    private Write write(Write.Kind kind, Customer customer, BigDecimal amount) {
        String text = amount.toPlainString();
        boolean deposit = kind == Write.Kind.DEPOSIT;
        String key = freshKey();
        Map<String, Object> body = switch (kind) {
            case DEPOSIT ->
                Map.of(
                        "customerId",
                        customer.id(),
                        "asset",
                        Cluster.ASSET,
                        "amount",
                        text,
                        "account",
                        "spot",
                        "reference",
                        "0x" + key);
            case SUBSCRIBE -> Ledger.subscription(cluster.product(), Cluster.ASSET, text);
            default -> Map.of("asset", Cluster.ASSET, "amount", text, "source", "spot", "address", "0xaddress");
        };
        String path = deposit ? "/v1/deposits" : kind == Write.Kind.SUBSCRIBE ? "/v1/subscriptions" : "/v1/withdrawals";
        String token = deposit ? cluster.ledger().staff(Role.OPERATOR) : customer.token();
        return new Write(key, kind, customer, amount, token, path, Api.bytes(body));
    }

    private Write redeem(Customer owner, String position, BigDecimal amount) {
        Map<String, Object> body = Map.of("amount", amount.toPlainString(), "destination", "spot");
        String path = "/v1/positions/" + position + "/redemptions";
        return new Write(freshKey(), Write.Kind.REDEEM, owner, amount, owner.token(), path, Api.bytes(body));
    }

    private String freshKey() {
        return Write.PREFIX + name + "-" + ++writes + "-" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
    }

    private void carryThrough(Write write) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (int asked = 1; ; asked++) {
            Node node = choose();
            String what;
            try {
                Answer answer = node.api().trySend("POST", write.path(), headers(write), write.body());
                if (answer.status() == 201 || FAIR.contains(answer.code())) {
                    remember(write, answer);
                    cluster.history().told(write, answer, asked);
                    load.succeeded(asked);
                    return;
                }
                if (!NOT_TOLD.contains(answer.code())) {
                    throw new AssertionError(write + " was answered " + answer.status() + " " + answer.text());
                }
                what = answer.status() + " " + answer.code();
            } catch (IOException broken) {
                what = broken.toString();
            }
            cluster.history().tries(write, node.toString(), what);
            if (System.nanoTime() > end) {
                throw new AssertionError(write + " was never told; last: " + what);
            }
            preferred++;
            Pause.millis(20L + random.nextInt(60));
        }
    }

    /** Asks what would become of it, with the same key: whatever the answer, it must leave nothing. */
    private void rehearse(Write write) {
        try {
            Answer answer = choose().api().trySend("POST", write.path() + "?dryRun=true", headers(write), write.body());
            if (answer.status() == 201 && !answer.header("Dry-Run").equals("true")) {
                throw new AssertionError("the rehearsal of " + write + " does not say it is one: " + answer.text());
            }
        } catch (IOException broken) {
            // Nothing was promised.
        }
    }

    private Node choose() {
        List<Node> serving = cluster.nodes().stream().filter(Node::inService).toList();
        List<Node> among = serving.isEmpty() ? cluster.nodes() : serving;
        return among.get(Math.floorMod(preferred, among.size()));
    }

    private void remember(Write write, Answer answer) {
        if (write.kind() == Write.Kind.SUBSCRIBE && answer.status() == 201) {
            positions.add(answer.member("id"));
            owners.add(write.customer());
        }
    }

    private static Map<String, String> headers(Write write) {
        Map<String, String> headers = Api.headers(write.token());
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", write.key());
        headers.putAll(write.customer().from());
        return headers;
    }
}
