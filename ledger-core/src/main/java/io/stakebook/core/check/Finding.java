package io.stakebook.core.check;

/**
 * One place where the book does not hold.
 *
 * @param subject the account, position, entry, run or log index concerned
 * @param detail full sentence with the figure expected and the figure found
 */
public record Finding(CheckName check, String subject, String detail) {}
