package io.stakebook.core.posting;

/** A command with the key that makes it happen once and the way to answer it. */
public record Submission<R>(IdempotencyKey key, Command<R> command, AnswerWriter<R> answers) {}
