package io.stakebook.core.posting;

import io.stakebook.core.proof.merkle.Hash;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

/**
 * Takes steps of a job all at once. Every node may at any time: a step is named by its key, so of several that try, one
 * writes and the others are told its outcome.
 */
public final class JobSteps<R> {

    private final PostingEngine engine;
    private final String scope;
    private final JobAnswers<R> answers;
    private final Logger log;

    /**
     * @param scope the job
     * @param done as in {@link JobAnswers}
     * @param log told of each step that failed
     */
    public JobSteps(PostingEngine engine, String scope, BiFunction<R, Instant, String> done, Logger log) {
        this.engine = engine;
        this.scope = scope;
        this.answers = new JobAnswers<>(done);
        this.log = log;
    }

    /**
     * A step.
     *
     * @param name its key; what is named alike is the same step
     * @param failing what the log says when it fails
     */
    public record Step<R>(String name, Command<R> command, String failing) {}

    /**
     * Waits for the commits. A step that failed is for the next time.
     *
     * @return how many are done now
     */
    public int take(List<Step<R>> steps) {
        List<CompletableFuture<Outcome>> asked = new ArrayList<>(steps.size());
        for (Step<R> step : steps) {
            asked.add(engine.submit(new Submission<>(key(step.name()), step.command(), answers))
                    .toCompletableFuture());
        }
        int done = 0;
        for (int i = 0; i < steps.size(); i++) {
            try {
                done += asked.get(i).join().answer().status() == JobAnswers.DONE ? 1 : 0;
            } catch (CompletionException e) {
                log.log(Level.WARNING, steps.get(i).failing(), e.getCause());
            }
        }
        return done;
    }

    private IdempotencyKey key(String name) {
        return new IdempotencyKey(
                scope, name, Hash.sha256(name.getBytes(StandardCharsets.UTF_8)).toHex());
    }
}
