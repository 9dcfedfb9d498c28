package io.stakebook.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** Waits for what a node says of its readiness. */
public final class Readiness {

    /** Status and data of one check of {@code /health/ready}. */
    public interface Wish {
        boolean isMet(int status, JsonNode data);
    }

    private Readiness() {}

    /** The data of the check that meets the wish, once one does. */
    public static JsonNode await(Ledger ledger, String what, Duration limit, Wish wish) {
        return await(ledger.api(), what, limit, wish);
    }

    /** As {@link #await(Ledger, String, Duration, Wish)}, of the node that {@code api} asks. */
    public static JsonNode await(Api api, String what, Duration limit, Wish wish) {
        Answer met = Pause.until(
                what,
                limit,
                () -> api.get(null, "/health/ready"),
                answer -> data(answer, wish).isPresent());
        return data(met, wish).orElseThrow();
    }

    private static Optional<JsonNode> data(Answer answer, Wish wish) {
        for (JsonNode check : answer.json().path("checks")) {
            if (wish.isMet(answer.status(), check.path("data"))) {
                return Optional.of(check.path("data"));
            }
        }
        return Optional.empty();
    }
}
