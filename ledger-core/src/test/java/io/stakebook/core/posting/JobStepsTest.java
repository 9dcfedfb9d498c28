package io.stakebook.core.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JobStepsTest {

    private final Unavailable overloaded = new Unavailable(ErrorCode.OVERLOADED, "the queue is full");
    private final List<IdempotencyKey> keys = new ArrayList<>();
    private final Told log = new Told();
    private final Map<String, CompletionStage<Outcome>> ends = Map.of(
            "done/1", answered(JobAnswers.DONE),
            "turned-down", answered(422),
            "failed", CompletableFuture.failedFuture(overloaded));
    private final JobSteps<String> steps = new JobSteps<>(this::submit, "sweep", (result, at) -> result, log);

    @Test
    void steps_areAllTaken_andThoseDoneCounted() {
        assertThat(steps.take(List.of(step("failed"), step("turned-down"), step("done/1"))))
                .isEqualTo(1);
        assertThat(log.told).containsExactly("failed is for the next time: " + overloaded);
    }

    @Test
    void key_isTheNameInTheScopeOfTheJob_withTheHashOfTheName() {
        steps.take(List.of(step("done/1")));

        assertThat(keys)
                .containsExactly(new IdempotencyKey(
                        "sweep", "done/1", "9146d621f5d4abd2105c65613a09b349ba7ab3a2520a3aecb968bd6d5b5428ea"));
    }

    private static JobSteps.Step<String> step(String name) {
        return new JobSteps.Step<>(name, new Nothing(), name + " is for the next time");
    }

    private static CompletionStage<Outcome> answered(int status) {
        return CompletableFuture.completedFuture(new Outcome(new Answer(status, "text/plain", "", ""), false));
    }

    private CompletionStage<Outcome> submit(Submission<?> submission) {
        keys.add(submission.key());
        return ends.getOrDefault(submission.key().key(), answered(500));
    }

    /** Only the engine would decide it. */
    private record Nothing() implements Command<String> {

        @Override
        public Needs needs() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Plan<String> decide(Books books) {
            throw new UnsupportedOperationException();
        }
    }

    /** What a log was told. */
    private static final class Told implements System.Logger {

        private final List<String> told = new ArrayList<>();

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            told.add(message + ": " + thrown);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... parameters) {
            told.add(format);
        }
    }
}
