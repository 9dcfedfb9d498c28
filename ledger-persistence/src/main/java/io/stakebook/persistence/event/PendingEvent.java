package io.stakebook.persistence.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event that waits for its place in the log. */
public final class PendingEvent {

    private final String owner;
    private final String type;
    private final @Nullable UUID entryId;
    private final byte[] body;

    /**
     * @param owner partition key: a customer id or {@code house}
     * @param entryId the journal entry it announces, null for other events
     * @param body canonical bytes of the unfinished event, handed over
     */
    public PendingEvent(String owner, String type, @Nullable UUID entryId, byte[] body) {
        this.owner = owner;
        this.type = type;
        this.entryId = entryId;
        this.body = body;
    }

    public String owner() {
        return owner;
    }

    public String type() {
        return type;
    }

    public @Nullable UUID entryId() {
        return entryId;
    }

    /** The bytes themselves, not a copy. */
    public byte[] body() {
        return body;
    }
}
