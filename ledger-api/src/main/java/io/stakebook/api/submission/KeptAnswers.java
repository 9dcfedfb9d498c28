package io.stakebook.api.submission;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.Problem;
import io.stakebook.api.security.Call;
import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.AnswerWriter;
import io.stakebook.policy.model.Reason;
import java.time.Instant;
import java.util.Locale;

/**
 * Writes the answer that is kept with the key. A problem keeps the trace id of the request that caused it: on a replay it
 * still leads to the log lines of the one attempt that did something.
 */
final class KeptAnswers<R> implements AnswerWriter<R> {

    private final Call call;
    private final Rendering<R> rendering;

    KeptAnswers(Call call, Rendering<R> rendering) {
        this.call = call;
        this.rendering = rendering;
    }

    @Override
    public Answer accepted(R result, Instant recordedAt) {
        return rendering.render(result, recordedAt);
    }

    @Override
    public Answer rejected(LedgerException reason) {
        return answer(Problem.of(reason, call.path(), call.trace().traceId()));
    }

    @Override
    public Answer refused(DecisionRecord decision) {
        ApiCode code = decision.httpStatus() == ApiCode.POLICY_REFUSED.status()
                ? ApiCode.POLICY_REFUSED
                : ApiCode.POLICY_REVIEW;
        String detail = ReasonSentence.of(Reason.valueOf(decision.reason()))
                + (decision.citations().isEmpty()
                        ? ""
                        : " This rests on " + String.join("; ", decision.citations()) + ".");
        boolean kept = !call.dryRun();
        return answer(Problem.of(
                        code,
                        detail,
                        kept ? "/v1/decisions/" + decision.id() : call.path(),
                        call.trace().traceId())
                .withMembers(json -> json.text("reasonCode", decision.reason())
                        .text("outcome", decision.outcome().toLowerCase(Locale.ROOT))
                        .text("activity", decision.activity())
                        .text("stage", decision.stage())
                        .text("decisionId", kept ? decision.id().toString() : null)
                        .text("policyVersion", decision.policy())
                        .text("policyHash", decision.policyHash())
                        .texts("citations", decision.citations())
                        .texts("exitOptions", ExitOperation.of(decision.exitOptions()))));
    }

    private static Answer answer(Problem problem) {
        return new Answer(problem.status(), Problem.MEDIA_TYPE, "", problem.toJson());
    }
}
