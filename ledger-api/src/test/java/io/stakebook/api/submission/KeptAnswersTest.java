package io.stakebook.api.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.http.problem.Trace;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.evidence.Connection;
import io.stakebook.api.security.evidence.DeviceHeaders;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.decision.FactsOnFile;
import io.stakebook.core.decision.Gate;
import io.stakebook.core.decision.Question;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.Answer;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.facts.Activity;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {

    private static final UUID ANYBODY = new UUID(1, 1);

    @Test
    void refusal_tellsTheCustomerWhyInASentence_andWhatHeCanStillCall() {
        Answer answer = refused(Map.of("residency", "CN", "residency_verified", "yes"), Activity.SUBSCRIBE);

        assertThat(answer.status()).isEqualTo(451);
        assertThat(answer.body())
                .contains(
                        "\"detail\":\"The law does not let us offer this to people who live in mainland China or to firms"
                                + " registered there. This rests on N42 clause 1 para 2 (text)",
                        "\"reasonCode\":\"CN_DOMESTIC\"",
                        "\"activity\":\"SUBSCRIBE\"",
                        "\"exitOptions\":[\"redeem\",\"requestWithdrawal\",\"listBalances\",\"listPostings\"]");
    }

    @Test
    void refusalUnderALegalHold_leavesReading() {
        Answer answer = refused(Map.of("residency", "DE", "legal_hold", "yes"), Activity.WITHDRAW_CRYPTO);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body())
                .contains(
                        "\"detail\":\"A legal order holds this account",
                        "\"reasonCode\":\"LEGAL_HOLD\"",
                        "\"exitOptions\":[\"listBalances\",\"listPostings\"]");
    }

    private static Answer refused(Map<String, String> facts, Activity activity) {
        Question question = Question.of(
                new DecisionId(ANYBODY),
                new CustomerId(ANYBODY),
                new FactsOnFile(DeclaredFacts.of(facts), Instant.parse("2026-03-01T09:00:00Z")),
                RequestEvidence.none(),
                activity,
                new AssetCode("ETH"),
                Instant.parse("2026-03-01T09:00:00Z"));
        return new KeptAnswers<>(call(), (done, at) -> new Answer(200, "text/plain", "", "done"))
                .refused(Gate.ask(new ActivePolicy(PolicyEngine.shipped()), question)
                        .decision());
    }

    private static Call call() {
        return new Call(
                "POST",
                "/v1/anything",
                "/v1/anything",
                "customer",
                Set.of("user"),
                Trace.from(null),
                "key",
                null,
                false,
                Connection.of(RequestEvidence.none()),
                new DeviceHeaders(null, null, null));
    }
}
