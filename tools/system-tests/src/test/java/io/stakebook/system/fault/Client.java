package io.stakebook.system.fault;

import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Pause;
import java.io.IOException;
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
    private static final Set<String> NOT_TOLD = Set.of("UNAVAILABLE", "OUTCOME_UNKNOWN", "OVERLOADED", "STALE");

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Cluster cluster;
    private final Load load;
    private final Random random;
    private final BooleanSupplier goOn;
    private final Desk desk;
    private final int place;

    /** @param place number of the client in its load */
    Client(Cluster cluster, Load load, String name, int place, BooleanSupplier goOn) {
        this.cluster = cluster;
        this.load = load;
        this.random = Seed.random(name + "-" + place);
        this.desk = new Desk(cluster, name + "-" + place, random);
        this.goOn = goOn;
        this.place = place;
    }

    @Override
    public void run() {
        while (goOn.getAsBoolean()) {
            Write write = desk.next();
            cluster.history().means(write);
            if (random.nextInt(10) == 0) {
                rehearse(write);
            }
            carryThrough(write);
            Pause.millis(5L + random.nextInt(25));
        }
    }

    private void carryThrough(Write write) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (int asked = 1; ; asked++) {
            Node node = choose(asked);
            String what;
            try {
                Answer answer = node.api().trySend("POST", write.path(), headers(write), write.body());
                if (answer.status() == 201 || FAIR.contains(answer.code())) {
                    desk.told(write, answer);
                    cluster.history().told(write, answer, asked);
                    load.succeeded(node, asked);
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
            Pause.millis(20L + random.nextInt(60));
        }
    }

    /** Asks what would become of it, with the same key: whatever the answer, it must leave nothing. */
    private void rehearse(Write write) {
        try {
            Answer answer =
                    choose(1).api().trySend("POST", write.path() + "?dryRun=true", headers(write), write.body());
            if (answer.status() == 201 && !answer.header("Dry-Run").equals("true")) {
                throw new AssertionError("the rehearsal of " + write + " does not say it is one: " + answer.text());
            }
        } catch (IOException broken) {
            // Nothing was promised.
        }
    }

    /** Each client has its own server, and asks the next one each time it was not told. */
    private Node choose(int asked) {
        List<Node> serving = cluster.nodes().stream().filter(Node::inService).toList();
        List<Node> among = serving.isEmpty() ? cluster.nodes() : serving;
        return among.get((place + asked) % among.size());
    }

    private static Map<String, String> headers(Write write) {
        Map<String, String> headers = Api.headers(write.token());
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", write.key());
        headers.putAll(write.customer().from());
        return headers;
    }
}
