package io.stakebook.core.posting;

/**
 * A command with the key that makes it happen once and the way to answer it.
 *
 * @param dryRun decide and answer, write nothing, keep nothing; a key that has an outcome is still answered with it
 */
public record Submission<R>(IdempotencyKey key, Command<R> command, AnswerWriter<R> answers, boolean dryRun) {

    /** A submission that is meant. */
    public Submission(IdempotencyKey key, Command<R> command, AnswerWriter<R> answers) {
        this(key, command, answers, false);
    }
}
