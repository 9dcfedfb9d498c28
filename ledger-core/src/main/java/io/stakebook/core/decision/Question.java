package io.stakebook.core.decision;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.policy.facts.AccountState;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.PositionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * May this customer do this, now?
 *
 * @param facts what is on file about him; the policy is asked with what is left of it at {@code at}
 * @param assetOrNull the asset concerned, null when there is none
 * @param at the instant the policy is asked for, which picks the law in force
 */
public record Question(
        DecisionId id,
        CustomerId customer,
        FactsOnFile facts,
        RequestEvidence evidence,
        Activity activity,
        @Nullable AssetCode assetOrNull,
        AccountState accountState,
        PositionState positionState,
        Instant at) {

    /** About an act that concerns no position. */
    public static Question of(
            DecisionId id,
            CustomerId customer,
            FactsOnFile facts,
            RequestEvidence evidence,
            Activity activity,
            @Nullable AssetCode assetOrNull,
            Instant at) {
        AccountState account = activity == Activity.ACCOUNT_OPEN ? AccountState.NONE : AccountState.EXISTING;
        return new Question(id, customer, facts, evidence, activity, assetOrNull, account, PositionState.NONE, at);
    }

    public Question about(PositionState position) {
        return new Question(id, customer, facts, evidence, activity, assetOrNull, accountState, position, at);
    }
}
