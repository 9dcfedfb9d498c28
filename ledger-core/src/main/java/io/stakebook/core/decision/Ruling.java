package io.stakebook.core.decision;

import io.stakebook.policy.decision.Decision;

/** The policy's answer to a {@link Question}. */
public sealed interface Ruling {

    /** The decision as it is kept. */
    DecisionRecord decision();

    /** @param permit the only key to a regulated method of the domain */
    record Admitted(Decision.Permitted permit, DecisionRecord decision) implements Ruling {}

    /** Refused, or waiting for a person or a proof. */
    record TurnedAway(DecisionRecord decision) implements Ruling {}
}
