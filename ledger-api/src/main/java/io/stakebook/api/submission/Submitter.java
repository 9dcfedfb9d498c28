package io.stakebook.api.submission;

import io.stakebook.api.OnePerNode;
import io.stakebook.api.http.body.Fingerprinted;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.Failures;
import io.stakebook.api.security.Call;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.posting.Submission;
import io.stakebook.policy.hash.Sha256;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Sends a command through the one door under the caller's idempotency key and answers with what was kept. */
@OnePerNode
public class Submitter {

    private static final int MOST_PREPARATIONS = 4;

    private final PostingEngine engine;
    private final PostingMetrics metrics;

    @Inject
    public Submitter(PostingEngine engine, PostingMetrics metrics) {
        this.engine = engine;
        this.metrics = metrics;
    }

    /**
     * As {@link #submit}, for a command that was prepared from what was read a moment ago: when that moved on, or another
     * request was first to use an identifier that was free then, it is prepared again, a few times.
     */
    public <R> CompletionStage<Response> submitPrepared(
            Call call, Fingerprinted body, Supplier<? extends Command<R>> prepare, Rendering<R> rendering) {
        return attempt(call, body, prepare, rendering, MOST_PREPARATIONS)
                .thenApply(Submitter::response)
                .exceptionally(failure -> Failures.toResponse(failure, call.path(), call.trace()));
    }

    /**
     * As {@link #submitPrepared}, for a command that costs much to prepare, or cannot always be prepared: what is kept with
     * the key is answered before it is. Waits for the look at the key, and prepares on the caller's thread.
     */
    public <R> CompletionStage<Response> submitUnlessKept(
            Call call, Fingerprinted body, Supplier<? extends Command<R>> prepare, Rendering<R> rendering) {
        return unlessKept(call, body, () -> submitPrepared(call, body, prepare, rendering));
    }

    /**
     * As {@link #submitUnlessKept}, for a command whose preparation is worth only what it was read from: when that moved on,
     * the caller is told.
     */
    public <R> CompletionStage<Response> submitOnceUnlessKept(
            Call call, Fingerprinted body, Supplier<? extends Command<R>> prepare, Rendering<R> rendering) {
        return unlessKept(call, body, () -> submit(call, body, prepare.get(), rendering));
    }

    private CompletionStage<Response> unlessKept(
            Call call, Fingerprinted body, Supplier<CompletionStage<Response>> submission) {
        Submission<KeyLookup> look = new Submission<>(
                key(call, body),
                new KeyLookup(),
                new KeptAnswers<>(call, (none, at) -> new Answer(204, "", "", "")),
                true);
        Outcome kept;
        try {
            kept = engine.submit(look).toCompletableFuture().join();
        } catch (CompletionException e) {
            return CompletableFuture.completedFuture(Failures.toResponse(e, call.path(), call.trace()));
        }
        return kept.replayed()
                ? CompletableFuture.completedFuture(kept).thenApply(Submitter::response)
                : submission.get();
    }

    private <R> CompletionStage<Outcome> attempt(
            Call call,
            Fingerprinted body,
            Supplier<? extends Command<R>> prepare,
            Rendering<R> rendering,
            int attemptsLeft) {
        return send(submission(call, body, prepare.get(), rendering))
                .exceptionallyCompose(failure -> isOvertaken(failure) && attemptsLeft > 1
                        ? attempt(call, body, prepare, rendering, attemptsLeft - 1)
                        : CompletableFuture.failedStage(failure));
    }

    private CompletionStage<Outcome> send(Submission<?> submission) {
        long startedNanos = System.nanoTime();
        return engine.submit(submission).whenComplete((outcome, failure) -> {
            if (failure == null) {
                metrics.answered(submission.dryRun(), outcome, startedNanos);
            } else {
                metrics.failed();
            }
        });
    }

    /** Nothing was decided and nothing kept: what the command rested on was overtaken by another request. */
    private static boolean isOvertaken(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof Conflict conflict
                && (conflict.code() == ErrorCode.STALE || conflict.code() == ErrorCode.ALREADY_EXISTS);
    }

    /** Submits the command; the stage never fails, a failure is a problem response. */
    public <R> CompletionStage<Response> submit(
            Call call, Fingerprinted body, Command<R> command, Rendering<R> rendering) {
        return send(submission(call, body, command, rendering))
                .thenApply(Submitter::response)
                .exceptionally(failure -> Failures.toResponse(failure, call.path(), call.trace()));
    }

    private static <R> Submission<R> submission(
            Call call, Fingerprinted body, Command<R> command, Rendering<R> rendering) {
        return new Submission<>(key(call, body), command, new KeptAnswers<>(call, rendering), call.dryRun());
    }

    private static IdempotencyKey key(Call call, Fingerprinted body) {
        String key = call.idempotencyKeyOrNull();
        if (key == null) {
            throw new IllegalStateException("the access filter lets no POST through without an Idempotency-Key");
        }
        // The prefix keeps a token's subject apart from the names of our own jobs.
        return IdempotencyKey.ofCaller(call.subject(), key, fingerprint(call, body));
    }

    private static Response response(Outcome outcome) {
        Answer answer = outcome.answer();
        Response.ResponseBuilder response = Response.status(answer.status())
                .type(answer.contentType())
                .header("Cache-Control", "no-store")
                .entity(answer.body().getBytes(StandardCharsets.UTF_8));
        if (!answer.location().isEmpty()) {
            response.header("Location", answer.location());
        }
        if (answer.status() == ApiCode.POLICY_REFUSED.status()) {
            // RFC 7725 section 4: who blocks. It is us, under these policies.
            response.header("Link", "</v1/policies>; rel=\"blocked-by\"");
        }
        if (outcome.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.build();
    }

    private static String fingerprint(Call call, Fingerprinted body) {
        MessageDigest digest = Sha256.digest();
        digest.update((call.method() + " " + call.target() + "\n").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(body.canonicalBytes()));
    }
}
