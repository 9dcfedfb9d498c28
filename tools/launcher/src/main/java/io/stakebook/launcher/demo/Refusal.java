package io.stakebook.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A refusal by the policy, checked for everything a refused person is owed. */
record Refusal(String reason, List<String> citations, List<String> exits) {

    private static final int LAW = 451;

    /** Reads a refusal on legal grounds (RFC 7725) for exactly this reason. */
    static Refusal byLaw(Reply reply, String reason) {
        reply.expect(LAW);
        StepFailed.require(
                reply.headers().firstValue("Link").orElse("").contains("rel=\"blocked-by\""),
                reply.request() + " must name who blocks in a Link header: "
                        + reply.headers().map());
        StepFailed.requireEqual(
                reply.headers().firstValue("Cache-Control").orElse(""), "no-store", "Cache-Control of a 451");
        return read(reply, reason);
    }

    /** Reads a refusal that a review or a proof could lift, for exactly this reason. */
    static Refusal forReview(Reply reply, String reason) {
        return read(reply.expect(403), reason);
    }

    /** Reads a refusal that an officer's region state causes; the change names its basis, no clause is cited. */
    static Refusal byRegion(Reply reply, String reason) {
        return of(reply.expect(LAW), reason);
    }

    private static Refusal read(Reply reply, String reason) {
        Refusal refusal = of(reply, reason);
        StepFailed.require(!refusal.citations.isEmpty(), reply.request() + " must cite a clause: " + reply.text());
        return refusal;
    }

    private static Refusal of(Reply reply, String reason) {
        StepFailed.requireEqual(reply.text("reasonCode"), reason, "reason of " + reply.request());
        StepFailed.require(
                reply.text("decisionId").startsWith("dec_"),
                reply.request() + " must name its decision: " + reply.text());
        return new Refusal(
                reason,
                texts(reply.body().path("citations")),
                texts(reply.body().path("exitOptions")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    /** Reason and clauses in a line. */
    String line() {
        return citations.isEmpty() ? reason : reason + ", " + String.join(", ", citations);
    }
}
