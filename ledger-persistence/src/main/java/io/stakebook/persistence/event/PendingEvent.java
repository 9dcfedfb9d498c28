package io.stakebook.persistence.event;

import java.util.UUID;

/** An event that waits for its place in the log. */
public sealed interface PendingEvent {

    /** The event of a journal entry: its rows say everything, so it is written once, when it has its place. */
    record OfEntry(UUID entryId) implements PendingEvent {}

    /** Any other event, in full. */
    final class Told implements PendingEvent {

        private final String owner;
        private final String type;
        private final byte[] body;

        /**
         * @param owner partition key: a customer id or {@code house}
         * @param body canonical bytes of the unfinished event, handed over
         */
        public Told(String owner, String type, byte[] body) {
            this.owner = owner;
            this.type = type;
            this.body = body;
        }

        public String owner() {
            return owner;
        }

        public String type() {
            return type;
        }

        /** The bytes themselves, not a copy. */
        public byte[] body() {
            return body;
        }
    }
}
