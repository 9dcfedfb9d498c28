package io.stakebook.persistence.posting;

import io.stakebook.core.error.LedgerException;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.Outcome;

/** What a ticket's caller will be told once the attempt is durable. */
sealed interface Resolution {

    /** An outcome that is kept with the key, or was rehearsed only. */
    record Kept(Answer answer, boolean replayed, char kind) implements Resolution {
        static final char ACCEPTED = 'A';
        static final char REJECTED = 'J';
        static final char REFUSED = 'F';
        /** Decided and answered, written nowhere. */
        static final char REHEARSED = 'R';

        Outcome outcome() {
            return new Outcome(answer, replayed);
        }
    }

    /** Nothing is kept. */
    record Failed(LedgerException reason) implements Resolution {}
}
