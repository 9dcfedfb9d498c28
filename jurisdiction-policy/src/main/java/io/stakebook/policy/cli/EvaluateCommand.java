package io.stakebook.policy.cli;

import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.PolicyException.InvalidJson;
import io.stakebook.policy.decision.DecisionJson;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.Field;
import io.stakebook.policy.json.JsonReader;
import io.stakebook.policy.json.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts in, decisions out, a line for a line; a line that cannot be read becomes an error object in its place. */
final class EvaluateCommand {
    private final PolicyEngine engine;

    EvaluateCommand(PolicyEngine engine) {
        this.engine = engine;
    }

    /**
     * @return 0 when every line was decided, 1 when at least one was not
     */
    int run(InputStream in, PrintStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        int status = 0;
        String line = lines.readLine();
        while (line != null) {
            number++;
            if (number == 1 && line.startsWith("\uFEFF")) {
                line = line.substring(1);
            }
            if (!line.isBlank()) {
                Map<String, @Nullable Object> error = decide(line, number, out);
                if (error != null) {
                    out.print(JsonWriter.write(error) + "\n");
                    status = 1;
                }
            }
            line = lines.readLine();
        }
        out.flush();
        return status;
    }

    /** Prints the decision, or returns what is wrong with the line. */
    private @Nullable Map<String, @Nullable Object> decide(String line, int number, PrintStream out) {
        Object id = null;
        try {
            Map<String, @Nullable Object> decoded = JsonReader.readObject(line);
            id = decoded.get(Field.ID.wire());
            out.print(DecisionJson.write(engine.decide(Facts.parse(decoded))) + "\n");
            return null;
        } catch (InvalidFacts invalid) {
            return error(id, number, invalid.field(), invalid.rule(), invalid.value(), invalid.getMessage());
        } catch (InvalidJson invalid) {
            String start = line.length() <= 80 ? line : line.substring(0, 80) + "…";
            return error(id, number, "$", "must be one JSON object a line", start, invalid.getMessage());
        }
    }

    private static Map<String, @Nullable Object> error(
            @Nullable Object id, int line, String field, String rule, String value, @Nullable String message) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("code", "INVALID_FACTS");
        error.put("field", field);
        error.put("rule", rule);
        error.put("value", value);
        error.put("line", line);
        error.put("message", message);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id == null ? null : id.toString());
        json.put("error", error);
        return json;
    }
}
