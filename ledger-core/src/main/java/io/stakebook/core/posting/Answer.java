package io.stakebook.core.posting;

/**
 * The answer that is kept with the idempotency key and given again, byte for byte, on a replay.
 *
 * @param status HTTP status, 200 to 599
 * @param location path of the created resource, empty when there is none
 */
public record Answer(int status, String contentType, String location, String body) {}
