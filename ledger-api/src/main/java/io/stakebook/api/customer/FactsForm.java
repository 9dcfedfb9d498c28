package io.stakebook.api.customer;

import io.stakebook.api.http.BodyReader;
import io.stakebook.api.http.JsonObjectWriter;
import io.stakebook.core.decision.DeclaredFacts;
import java.util.LinkedHashMap;
import java.util.Map;

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
            "override",
            "legal_hold");

    private FactsForm() {}

    /** Values are checked by the command, against the policy contract. */
    static DeclaredFacts read(BodyReader in) {
        Map<String, String> known = new LinkedHashMap<>();
        NAMES.forEach((wire, contract) ->
                in.optionalText(wire, LONGEST).get().ifPresent(value -> known.put(contract, value)));
        return DeclaredFacts.of(known);
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
