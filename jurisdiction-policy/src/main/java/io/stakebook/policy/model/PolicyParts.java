package io.stakebook.policy.model;

import io.stakebook.policy.facts.Field;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the loader hands to {@link Policy}, by name. */
record PolicyParts(
        String id,
        String title,
        String contentHash,
        Perimeter perimeter,
        Instant validFrom,
        Optional<Instant> validTo,
        Optional<String> supersedes,
        Parameters parameters,
        List<Source> sources,
        List<StageRule> stages,
        List<Rule> rules,
        Rule overrideRule,
        Map<Field, String> unusedFacts) {}
