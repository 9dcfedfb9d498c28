package io.stakebook.api.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.http.problem.Trace;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.evidence.Connection;
import io.stakebook.api.security.evidence.DeviceHeaders;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.posting.Submission;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmitterTest {

    private static final Answer KEPT = new Answer(201, "application/json", "", "{}");

    private final List<String> done = new ArrayList<>();

    /** What is counted for a proposal looks at every customer; a replay must not pay for it. */
    @Test
    void whatIsKeptWithTheKey_isAnsweredBeforeAnythingIsPrepared() {
        new Submitter(engine(), new PostingMetrics(answering(MetricRegistry.class, answering(Counter.class, null))))
                .submitOnceUnlessKept(
                        call(),
                        () -> new byte[0],
                        () -> {
                            done.add("prepared");
                            return new KeyLookup();
                        },
                        (none, at) -> KEPT);

        assertThat(done).containsExactly("looked at the key");
    }

    private PostingEngine engine() {
        return (Submission<?> submission) -> {
            done.add(submission.dryRun() ? "looked at the key" : "submitted");
            return CompletableFuture.completedFuture(new Outcome(KEPT, true));
        };
    }

    /** Gives one answer to everything. */
    private static <T> T answering(Class<T> type, @Nullable Object answer) {
        return type.cast(Proxy.newProxyInstance(
                SubmitterTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }

    private static Call call() {
        return new Call(
                "POST",
                "/v1/policy-changes",
                "/v1/policy-changes",
                "officer",
                Set.of("compliance-author"),
                Trace.from(null),
                "key",
                null,
                false,
                Connection.of(RequestEvidence.none()),
                new DeviceHeaders(null, null, null));
    }
}
