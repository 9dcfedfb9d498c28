package io.stakebook.persistence.posting.batch;

/** What an outcome is kept under. */
public record KeyName(String scope, String key) {}
