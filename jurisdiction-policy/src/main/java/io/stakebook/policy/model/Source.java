package io.stakebook.policy.model;

import java.util.List;
import java.util.Map;

/**
 * A law or notice a policy implements.
 *
 * @param id short name used in citations
 * @param name full name
 * @param clauses every clause it has
 * @param coverage for each clause no rule cites, how it is met instead: by a named feature, or not at all and why
 */
public record Source(String id, String name, List<String> clauses, Map<String, String> coverage) {
    public Source {
        clauses = List.copyOf(clauses);
        coverage = Map.copyOf(coverage);
    }
}
