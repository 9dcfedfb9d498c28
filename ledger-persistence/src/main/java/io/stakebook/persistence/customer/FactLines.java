package io.stakebook.persistence.customer;

import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.persistence.sql.Lines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Facts on file as lines {@code name=value}. */
final class FactLines {

    private FactLines() {}

    static String format(DeclaredFacts facts) {
        List<String> lines = facts.byName().entrySet().stream()
                .map(fact -> fact.getKey() + "=" + fact.getValue())
                .toList();
        return Lines.join(lines);
    }

    static DeclaredFacts parse(String text) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String line : Lines.split(text)) {
            int equals = line.indexOf('=');
            byName.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return DeclaredFacts.of(byName);
    }
}
