package io.stakebook.policy.decision;

import io.stakebook.policy.model.Basis;
import io.stakebook.policy.model.Citation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A decision as the JSON object that {@code policy evaluate} prints. */
public final class DecisionJson {
    private DecisionJson() {}

    /** Members in a fixed order; sets sorted, so that equal decisions are equal bytes. */
    public static Map<String, @Nullable Object> members(Decision decision) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        String id = decision.facts().id();
        json.put("id", id.isEmpty() ? null : id);
        json.put("outcome", decision.outcome().name());
        json.put("reason", decision.reason());
        json.put("policy", decision.policyId().isEmpty() ? null : decision.policyId());
        json.put("citations", citations(decision.citations()));
        json.put("rule", decision.ruleId().isEmpty() ? null : decision.ruleId());
        json.put("matchedRules", decision.matchedRules());
        json.put("stage", decision.stage().name());
        json.put("subjectClass", decision.subjectClass().name());
        json.put("signals", sorted(decision.signals()));
        json.put("obligations", sorted(decision.obligations()));
        json.put("http", decision.http());
        json.put("activity", decision.activity().name());
        json.put("asOf", decision.asOf().toString());
        json.put("validUntil", decision.validUntil().toString());
        json.put("exitOptions", decision.exitOptions().stream().map(Enum::name).toList());
        json.put("policyHash", decision.policyHash().isEmpty() ? null : decision.policyHash());
        json.put("policySetHash", decision.policySetHash());
        json.put("regionsVersion", decision.regionVersion());
        json.put("regionsHash", decision.regionHash());
        json.put("factsHash", decision.factsHash());
        return json;
    }

    private static List<Map<String, Object>> citations(List<Citation> citations) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Citation citation : citations) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("source", citation.source());
            json.put("clause", citation.clause());
            if (citation.para() > 0) {
                json.put("para", citation.para());
            }
            json.put("basis", basis(citation.basis()));
            json.put("text", citation.toText());
            list.add(json);
        }
        return list;
    }

    private static String basis(Basis basis) {
        return basis.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> sorted(Iterable<? extends Enum<?>> values) {
        TreeSet<String> names = new TreeSet<>();
        values.forEach(value -> names.add(value.name()));
        return List.copyOf(names);
    }
}
