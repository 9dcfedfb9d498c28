package io.stakebook.core.posting;

/** Names a row a command needs: its type and its identity. */
public record RecordKey(Class<? extends Stored> type, String id) {}
