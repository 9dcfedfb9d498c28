package io.stakebook.core.accrual;

import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.AnswerWriter;
import java.time.Instant;

/** Answers for work nobody calls for: short text, kept with the key like any other. */
final class JobAnswers<R> implements AnswerWriter<R> {

    static final int DONE = 200;

    private static final String TEXT = "text/plain";

    @Override
    public Answer accepted(R result, Instant recordedAt) {
        return new Answer(DONE, TEXT, "", "done at " + recordedAt);
    }

    @Override
    public Answer rejected(LedgerException reason) {
        return new Answer(422, TEXT, "", reason.code() + ": " + reason.detail());
    }

    @Override
    public Answer refused(DecisionRecord decision) {
        return new Answer(decision.httpStatus(), TEXT, "", decision.reason() + " by decision " + decision.id());
    }
}
