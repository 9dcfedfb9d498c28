package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the typed, bounded parameters of a policy. */
final class ParametersReader {
    private static final Set<String> KEYS = new LinkedHashSet<>(List.of(
            "forcedUnbonding",
            "exitWindowEnd",
            "controlMajorityPct",
            "controlReviewPct",
            "weakReview",
            "ipHistoryDays",
            "poaFreshMonths",
            "presenceSeconds",
            "pegCurrencies",
            "timeZones",
            "languages",
            "exemptDocTypes"));

    private ParametersReader() {}

    static Parameters read(Node root) {
        Node node = root.node("parameters", KEYS);
        try {
            return new Parameters(
                    node.optionalInstant("forcedUnbonding"),
                    node.optionalInstant("exitWindowEnd"),
                    node.integer("controlMajorityPct", 1, 99),
                    node.integer("controlReviewPct", 1, 99),
                    node.integer("weakReview", 1, Signal.values().length),
                    node.integer("ipHistoryDays", 1, 90),
                    node.integer("poaFreshMonths", 1, 60),
                    node.integer("presenceSeconds", 0, 3600),
                    node.texts("pegCurrencies"),
                    node.texts("timeZones"),
                    node.texts("languages"),
                    node.texts("exemptDocTypes"));
        } catch (IllegalArgumentException contradictory) {
            throw new InvalidPolicy(node.path(), String.valueOf(contradictory.getMessage()));
        }
    }
}
