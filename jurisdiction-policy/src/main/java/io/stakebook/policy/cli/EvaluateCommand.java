package io.stakebook.policy.cli;

import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.PolicyException.InvalidJson;
import io.stakebook.policy.decision.DecisionJson;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.Field;
import io.stakebook.policy.json.JsonReader;
import io.stakebook.policy.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts in, decisions out, a line for a line; a line that cannot be read or decided becomes an error object in its place. */
final class EvaluateCommand {
    private static final int LONGEST_LINE = 1_000_000;
    private static final int SHOWN = 80;
    private static final int LINES_A_LOOK = 1_000;

    /** Given back as it came, a number as a number: the caller has to find his own reference again. */
    private static final String ID = Field.ID.wire();

    private final PolicyEngine engine;

    EvaluateCommand(PolicyEngine engine) {
        this.engine = engine;
    }

    /**
     * Stops soon after the output cannot be written, which the caller has to look for.
     *
     * @return 0 when every line was decided, 1 when at least one was not
     */
    int run(InputStream in, PrintStream out) throws IOException {
        Lines lines = new Lines(in, LONGEST_LINE, out::flush);
        int number = 0;
        int status = 0;
        Lines.Line line = lines.next();
        while (line != null) {
            number++;
            String text = line.text();
            if (number == 1 && text.startsWith("\uFEFF")) {
                text = text.substring(1);
            }
            Map<String, @Nullable Object> error = null;
            if (line.fault() != Lines.Fault.NONE) {
                String rule = line.fault() == Lines.Fault.TOO_LONG
                        ? "must not be longer than " + LONGEST_LINE + " characters"
                        : "must be valid UTF-8";
                error = error(null, number, "INVALID_FACTS", "$", rule, start(text), "The line " + rule + ".");
            } else if (!isEmpty(text)) {
                error = decide(text, number, out);
            }
            if (error != null) {
                print(error, out);
                status = 1;
            }
            if (number % LINES_A_LOOK == 0 && out.checkError()) {
                break;
            }
            line = lines.next();
        }
        out.flush();
        return status;
    }

    /** Prints the decision, or returns what is wrong with the line. Whatever one line does, the next is still answered. */
    private @Nullable Map<String, @Nullable Object> decide(String line, int number, PrintStream out) {
        Map<String, @Nullable Object> decoded = new LinkedHashMap<>();
        String code = "INVALID_FACTS";
        try {
            JsonReader.readObject(line, decoded);
            Map<String, @Nullable Object> decision = DecisionJson.members(engine.decide(Facts.parse(decoded)));
            decision.put(ID, decoded.get(ID));
            print(decision, out);
            return null;
        } catch (InvalidFacts invalid) {
            return error(decoded, number, code, invalid.field(), invalid.rule(), invalid.value(), invalid.getMessage());
        } catch (InvalidJson invalid) {
            boolean whole = invalid.member().isEmpty();
            return error(
                    decoded,
                    number,
                    code,
                    whole ? "$" : invalid.member(),
                    whole ? "must be one JSON object a line" : invalid.rule(),
                    whole ? start(line) : invalid.value(),
                    invalid.getMessage());
        } catch (RuntimeException undecided) {
            String message = String.valueOf(undecided.getMessage());
            return error(
                    decoded, number, "NOT_DECIDED", "$", "must be facts the policies can decide", start(line), message);
        }
    }

    private static void print(Map<String, @Nullable Object> json, PrintStream out) {
        out.writeBytes((JsonWriter.write(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Blanks of JSON alone; any other sign is somebody's facts gone wrong and is answered. */
    private static boolean isEmpty(String line) {
        return line.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r');
    }

    private static String start(String line) {
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private static Map<String, @Nullable Object> error(
            @Nullable Map<String, @Nullable Object> decoded,
            int line,
            String code,
            String field,
            String rule,
            String value,
            @Nullable String message) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("field", field);
        error.put("rule", rule);
        error.put("value", value);
        error.put("line", line);
        error.put("message", message);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(ID, decoded == null ? null : decoded.get(ID));
        json.put("error", error);
        return json;
    }
}
