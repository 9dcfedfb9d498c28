package io.stakebook.system;

import static io.stakebook.launcher.token.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.Ledger.Customer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * Requests that the ledger must refuse, each with the status and stable code of its answer. As tests they are sent in
 * order, and after each one every table must be as it was, but for the outcome that a key may stand for.
 */
public final class Nonsense {

    /** What a refused request may leave behind. */
    private enum Leaves {
        NOTHING,
        OUTCOME;

        Map<String, Long> rows() {
            return this == NOTHING ? Map.of() : Map.of("idempotency", 1L);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Request(String method, String path, Map<String, String> headers, byte @Nullable [] body) {

        /** With another value of a header, or without the header where the value is null. */
        public Request with(String header, @Nullable String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            if (value == null) {
                changed.remove(header);
            } else {
                changed.put(header, value);
            }
            return new Request(method, path, changed, body);
        }

        public Request as(String token) {
            return with("Authorization", "Bearer " + token);
        }
    }

    private record Case(String name, Request request, int status, String code, Leaves leaves) {}

    private final Ledger ledger;
    private final Customer sender;
    private final List<Case> cases = new ArrayList<>();

    /** @param sender whose network address every post comes from, and who gets the deposits */
    public Nonsense(Ledger ledger, Customer sender) {
        this.ledger = ledger;
        this.sender = sender;
    }

    /** Refused before any rule of the book was asked: the key stays free. */
    public void refuses(String name, Request request, int status, String code) {
        cases.add(new Case(name, request, status, code, Leaves.NOTHING));
    }

    /** A rule of the book says no: the refusal is the outcome that the key stands for, for ever. */
    public void refusesForGood(String name, Request request, int status, String code) {
        cases.add(new Case(name, request, status, code, Leaves.OUTCOME));
    }

    /** One test for each case so far. */
    public List<DynamicTest> tests() {
        Database database = ledger.database();
        Database.Snapshot[] before = {database.atRest()};
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    Answer answer = send(one.request());
                    Database.Snapshot after = database.atRest();
                    Map<String, Long> changes = before[0].changesTo(after);
                    before[0] = after;
                    assertThat(answer.status() + " " + answer.code())
                            .as("%s answered %s", answer.request(), answer.text())
                            .isEqualTo(one.status() + " " + one.code());
                    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                    assertThat(changes)
                            .as("rows gained by table")
                            .isEqualTo(one.leaves().rows());
                }))
                .toList();
    }

    public Answer send(Request request) {
        return ledger.api().send(request.method(), request.path(), request.headers(), request.body());
    }

    public static Request get(String token, String path) {
        return new Request("GET", path, Api.headers(token), null);
    }

    public Request post(String token, String path, Map<String, ?> body) {
        return post(token, path, Api.bytes(body));
    }

    public Request post(String token, String path, String body) {
        return post(token, path, body.getBytes(StandardCharsets.UTF_8));
    }

    public Request post(String token, String path, byte[] body) {
        Map<String, String> headers = Api.headers(token);
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", Api.freshKey());
        headers.putAll(sender.from());
        return new Request("POST", path, headers, body);
    }

    /** A good deposit with one member changed, or removed where the value is null. */
    public Request deposit(String member, @Nullable Object value) {
        return post(ledger.staff(OPERATOR), "/v1/deposits", changed(ledger.deposit(sender, "ETH", "1"), member, value));
    }

    /** The body with one member changed, or removed where the value is null. */
    public static Map<String, Object> changed(Map<String, Object> body, String member, @Nullable Object value) {
        Map<String, Object> changed = new TreeMap<>(body);
        if (value == null) {
            changed.remove(member);
        } else {
            changed.put(member, value);
        }
        return changed;
    }
}
