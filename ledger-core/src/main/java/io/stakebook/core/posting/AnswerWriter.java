package io.stakebook.core.posting;

import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.error.LedgerException;
import java.time.Instant;

/** Turns an outcome into the answer that is kept. Pure and quick: the engine calls it before it writes. */
public interface AnswerWriter<R> {

    Answer accepted(R result, Instant recordedAt);

    /** A {@code Rejected} or {@code NotFound} that is kept as the outcome. */
    Answer rejected(LedgerException reason);

    Answer refused(DecisionRecord decision);
}
