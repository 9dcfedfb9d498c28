package io.stakebook.persistence.posting.batch;

import io.stakebook.core.error.LedgerException;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.Outcome;

/** What a ticket's caller will be told once the attempt is durable. */
public sealed interface Resolution {

    /** An outcome that is kept with the key, or was rehearsed only. */
    record Kept(Answer answer, boolean replayed, char kind) implements Resolution {
        public static final char ACCEPTED = 'A';
        static final char REJECTED = 'J';
        public static final char REFUSED = 'F';
        /** Decided and answered, written nowhere. */
        public static final char REHEARSED = 'R';

        public Outcome outcome() {
            return new Outcome(answer, replayed);
        }
    }

    /** Nothing is kept. */
    record Failed(LedgerException reason) implements Resolution {}
}
