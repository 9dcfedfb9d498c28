package io.stakebook.api.customer;

import io.stakebook.api.http.body.BodyReader;
import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.decision.FactBounds;
import io.stakebook.core.decision.FactsOnFile;
import io.stakebook.core.decision.Gate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts on file between their names on the wire and their names in the policy contract. */
final class FactsForm {

    private static final int LONGEST = 64;

    /** Wire name to contract name, in the order they are shown. */
    private static final Map<String, String> NAMES = names(
            "subject_type",
            "residency",
            "residency_verified",
            "residency_verified_at",
            "nationality",
            "doc_issuer",
            "doc_type",
            "tax_residency",
            "phone_country",
            "fiat_rail_country",
            "entity_domicile",
            "controller_domicile",
            "control",
            "approval",
            "approval_until",
            "override",
            "override_until",
            "legal_hold");

    private FactsForm() {}

    /**
     * Values are checked against the policy contract one by one, so that the caller learns of every wrong one, and before the
     * ledger is asked, so that no slip is kept with the key.
     *
     * @param now proofs are of before, and an override ends within 30 days of it
     */
    static DeclaredFacts read(BodyReader in, Instant now) {
        Map<String, Field<Optional<String>>> fields = new LinkedHashMap<>();
        NAMES.forEach((wire, contract) -> {
            Field<Optional<String>> value = in.optionalText(wire, LONGEST);
            fields.put(contract, in.combined(wire, () -> readable(contract, value.get(), now)));
        });
        return in.built(() -> {
            Map<String, String> known = new LinkedHashMap<>();
            fields.forEach((contract, value) -> value.get().ifPresent(text -> known.put(contract, text)));
            DeclaredFacts facts = DeclaredFacts.of(known);
            Gate.requireReadable(facts, now);
            return bounded(in, facts, now);
        });
    }

    private static DeclaredFacts bounded(BodyReader in, DeclaredFacts facts, Instant now) {
        List<RuntimeException> gaps = FactBounds.gaps(new FactsOnFile(facts, now)).stream()
                .map(gap -> in.refused(camelCase(gap.members().getOrDefault("field", "")), gap.code(), gap.detail()))
                .toList();
        if (!gaps.isEmpty()) {
            throw gaps.get(0);
        }
        return facts;
    }

    private static Optional<String> readable(String contract, Optional<String> value, Instant now) {
        value.ifPresent(text -> Gate.requireReadable(DeclaredFacts.of(Map.of(contract, text)), now));
        return value;
    }

    static void write(JsonObjectWriter json, DeclaredFacts facts) {
        Map<String, String> known = facts.byName();
        NAMES.forEach((wire, contract) -> json.text(wire, known.get(contract)));
    }

    private static Map<String, String> names(String... contractNames) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String contract : contractNames) {
            names.put(camelCase(contract), contract);
        }
        return names;
    }

    private static String camelCase(String snakeCase) {
        StringBuilder out = new StringBuilder();
        for (String word : snakeCase.split("_", -1)) {
            out.append(out.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return out.toString();
    }
}
