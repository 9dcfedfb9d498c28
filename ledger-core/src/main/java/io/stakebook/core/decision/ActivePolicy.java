package io.stakebook.core.decision;

import io.stakebook.policy.decision.PolicyEngine;

/** The policies and region states that are law in this book right now. */
public record ActivePolicy(PolicyEngine engine) {

    /** Version of the region states in force. */
    public long regionsVersion() {
        return engine.regions().version();
    }
}
