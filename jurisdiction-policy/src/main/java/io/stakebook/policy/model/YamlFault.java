package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.DuplicateKeyException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in the words of this project why a text is no YAML, and where. */
final class YamlFault {
    private static final String ANYTHING_ELSE =
            "The file cannot be read as YAML from here on; look at the indentation, the colons, the brackets and the quotation marks here"
                    + " and on the line before.";

    /** What the parser says, by a part that tells it from the rest, and what is to be done. */
    private static final Map<String, String> WORDS = words();

    private YamlFault() {}

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(
                "mapping values are not allowed",
                "A colon stands here where no key can be; put a text that holds a colon in quotation marks.");
        words.put("TAB", "A tab stands here; indent with blanks.");
        words.put("cannot start any token", "No text can begin with this sign; put it in quotation marks.");
        words.put("undefined alias", "Nothing bears this name; write the value out.");
        words.put("could not determine a constructor", "A type ('!') is given here; leave it out.");
        words.put("Non scalar key", "A key of this file is a list or a mapping; write it as a text.");
        words.put("another document", "A second document begins here; a policy file holds one.");
        words.put("could not find expected ':'", "A key is expected here, with a colon after it.");
        words.put("unexpected end of stream", "The quotation mark that opens before this is never closed.");
        words.put("',' or ']'", "A list is not closed before this; a comma or ] is missing.");
        words.put("',' or '}'", "A mapping is not closed before this; a comma or } is missing.");
        return words;
    }

    static InvalidPolicy of(String file, String text, YamlEngineException fault) {
        if (fault instanceof ReaderException unreadable) {
            return at(file, text, unreadable.getPosition(), "A control character stands here; write it as an escape.");
        }
        Optional<Mark> mark = fault instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark().or(marked::getContextMark)
                : Optional.empty();
        String problem = problem(fault);
        return mark.map(place -> at(file, place, problem))
                .orElseGet(() -> new InvalidPolicy(file, problem).at(file, 1, 1));
    }

    static InvalidPolicy at(String file, Mark mark, String problem) {
        return new InvalidPolicy(file, problem).at(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static InvalidPolicy at(String file, String text, int offset, String problem) {
        int until = text.offsetByCodePoints(0, Math.min(offset, text.codePointCount(0, text.length())));
        String before = text.substring(0, until);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new InvalidPolicy(file, problem).at(file, line, until - before.lastIndexOf('\n'));
    }

    private static String problem(YamlEngineException fault) {
        String said = String.valueOf(fault.getMessage());
        if (fault instanceof DuplicateKeyException) {
            return "This key stands twice in its mapping.";
        }
        return WORDS.entrySet().stream()
                .filter(word -> said.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ANYTHING_ELSE);
    }
}
