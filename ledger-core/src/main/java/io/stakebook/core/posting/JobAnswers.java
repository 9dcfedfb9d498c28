package io.stakebook.core.posting;

import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Unavailable;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;

/**
 * Answers for work nobody calls for: short text, kept with the key like any other.
 *
 * @param done what is kept when it was done, of the result and the time it was recorded at
 */
public record JobAnswers<R>(BiFunction<R, Instant, String> done) implements AnswerWriter<R> {

    /** Status of what was done. */
    public static final int DONE = 200;

    private static final String TEXT = "text/plain";

    @Override
    public Answer accepted(R result, Instant recordedAt) {
        return new Answer(DONE, TEXT, "", done.apply(result, recordedAt));
    }

    @Override
    public Answer rejected(LedgerException reason) {
        return new Answer(422, TEXT, "", reason.code() + ": " + reason.detail());
    }

    @Override
    public Answer refused(DecisionRecord decision) {
        return new Answer(decision.httpStatus(), TEXT, "", decision.reason() + " by decision " + decision.id());
    }

    /**
     * Waits for the answer of a job; the engine bounds how long that takes.
     *
     * @param job what is said to be interrupted when the thread is
     * @throws LedgerException the engine's own reason; {@code OUTCOME_UNKNOWN} when interrupted
     */
    public static Answer await(CompletionStage<Outcome> asked, String job) {
        try {
            return asked.toCompletableFuture().get().answer();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LedgerException reason) {
                throw reason;
            }
            throw new IllegalStateException("the posting engine failed outside its contract", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(ErrorCode.OUTCOME_UNKNOWN, job + " was interrupted; call again to go on");
        }
    }
}
