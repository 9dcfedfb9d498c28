package io.stakebook.api.http.body;

import io.stakebook.api.http.body.JsonTree.Flag;
import io.stakebook.api.http.body.JsonTree.Items;
import io.stakebook.api.http.body.JsonTree.Members;
import io.stakebook.api.http.body.JsonTree.Nothing;
import io.stakebook.api.http.body.JsonTree.Numeral;
import io.stakebook.api.http.body.JsonTree.Text;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body as I-JSON (RFC 7493): UTF-8, no repeated names, no lone surrogates; and no NUL, which the
 * database cannot keep, and no deep nesting.
 *
 * <p>A fault that leaves the rest readable refuses what is read when its end is reached: of a batch that is one item.
 */
public final class StrictJson {

    private static final int DEEPEST = 16;

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private final JsonParser parser;
    private @Nullable RefusedRequest fault;

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws RefusedRequest {@code BODY_MALFORMED} or {@code MEMBER_DUPLICATE}, with the place where it went wrong */
    public static Members readObject(byte[] bytes) {
        return readObject(decode(bytes), "", 1);
    }

    /**
     * Reads an item that is a line of the body.
     *
     * @param pointer of the item
     * @param line its number in the body, from 1
     * @throws RefusedRequest likewise, about the item
     */
    static Members readLine(String text, String pointer, int line) {
        try {
            return readObject(text, pointer, line);
        } catch (RefusedRequest malformed) {
            throw malformed.errors().isEmpty()
                    ? RefusedRequest.at(pointer, ApiCode.BODY_MALFORMED, malformed.detail())
                    : malformed;
        }
    }

    private static Members readObject(String text, String pointer, int firstLine) {
        String what = pointer.isEmpty() ? "the body" : "the item";
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            if (parser.next() != Event.START_OBJECT) {
                throw malformed(what + " must be a JSON object");
            }
            StrictJson reading = new StrictJson(parser);
            Members root = reading.object(pointer, 1);
            if (parser.hasNext()) {
                throw malformed(what + " goes on after its JSON object");
            }
            reading.requireSound();
            return root;
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            // The parser's own message names its token classes; the place is what helps the caller.
            throw malformed(what + " is not JSON" + place(e, firstLine));
        }
    }

    /**
     * Reads an object whose member {@code array} holds items, which are handed on one by one and not kept; an item with a
     * fault is handed on as refused.
     *
     * @return the other members
     */
    static Members readItems(Reader text, String array, ItemsBody.ItemSink sink) throws CharacterCodingException {
        try (JsonParser parser = PARSERS.createParser(text)) {
            if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
                throw malformed("the body must be a JSON object");
            }
            Members others = new StrictJson(parser).itemsAndOthers(array, sink);
            if (parser.hasNext()) {
                throw malformed("the body goes on after its JSON object");
            }
            return others;
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            if (e.getCause() instanceof CharacterCodingException encoding) {
                throw encoding;
            }
            throw malformed("the body is not JSON" + place(e, 1));
        }
    }

    private Members itemsAndOthers(String array, ItemsBody.ItemSink sink) {
        Map<String, JsonTree> others = new LinkedHashMap<>();
        boolean found = false;
        for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
            String name = name("");
            String at = "/" + escaped(name);
            if (others.containsKey(name) || (found && name.equals(array))) {
                throw duplicate(at);
            }
            Event value = parser.next();
            if (name.equals(array)) {
                if (value != Event.START_ARRAY) {
                    throw RefusedRequest.at(
                            at,
                            ApiCode.MEMBER_TYPE_WRONG,
                            "is an array, not " + value(value, at, 2).kind());
                }
                found = true;
                requireSound();
                int index = 0;
                for (Event item = parser.next(); item != Event.END_ARRAY; item = parser.next()) {
                    JsonTree tree = value(item, at + "/" + index++, 3);
                    sink.take(fault == null ? tree : null, fault);
                    fault = null;
                }
            } else {
                others.put(name, value(value, at, 2));
            }
        }
        requireSound();
        if (!found) {
            throw RefusedRequest.at("/" + array, ApiCode.MEMBER_MISSING, "this member is required");
        }
        return new Members(others);
    }

    private void requireSound() {
        if (fault != null) {
            throw fault;
        }
    }

    /** The first fault of what is being read; the parser goes on. */
    private void found(RefusedRequest next) {
        if (fault == null) {
            fault = next;
        }
    }

    /** @param firstLine what the parser takes for line 1 */
    private static String place(RuntimeException e, int firstLine) {
        return e instanceof jakarta.json.stream.JsonParsingException at && at.getLocation() != null
                ? ", line " + (firstLine - 1 + at.getLocation().getLineNumber()) + ", column "
                        + at.getLocation().getColumnNumber()
                : "";
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
    }

    private JsonTree value(Event event, String pointer, int depth) {
        if (depth > DEEPEST) {
            throw malformed("the body nests deeper than " + DEEPEST + " levels");
        }
        return switch (event) {
            case START_OBJECT -> object(pointer, depth);
            case START_ARRAY -> array(pointer, depth);
            case VALUE_STRING -> new Text(clean(pointer, parser.getString()));
            case VALUE_NUMBER -> new Numeral(parser.getString());
            case VALUE_TRUE -> new Flag(true);
            case VALUE_FALSE -> new Flag(false);
            case VALUE_NULL -> new Nothing();
            case KEY_NAME, END_ARRAY, END_OBJECT -> throw malformed("the body is not JSON");
        };
    }

    private Members object(String pointer, int depth) {
        Map<String, JsonTree> members = new LinkedHashMap<>();
        for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
            String name = name(pointer);
            String at = pointer + "/" + escaped(name);
            if (members.put(name, value(parser.next(), at, depth + 1)) != null) {
                found(duplicate(at));
            }
        }
        return new Members(members);
    }

    private Items array(String pointer, int depth) {
        List<JsonTree> items = new ArrayList<>();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            items.add(value(event, pointer + "/" + items.size(), depth + 1));
        }
        return new Items(items);
    }

    /** As a pointer writes a name (RFC 6901). */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** @param pointer to the object that has the name */
    private String name(String pointer) {
        return clean(pointer, parser.getString());
    }

    private String clean(String pointer, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                found(RefusedRequest.at(
                        pointer,
                        ApiCode.BODY_MALFORMED,
                        String.format(
                                "a string holds no NUL and no half of a surrogate pair; this one has U+%04X as character %d",
                                (int) c, text.codePointCount(0, i) + 1)));
                return text;
            }
            if (pair) {
                i++;
            }
        }
        return text;
    }

    private static RefusedRequest duplicate(String at) {
        return RefusedRequest.at(at, ApiCode.MEMBER_DUPLICATE, "this member is there twice");
    }

    static RefusedRequest notUtf8() {
        return malformed("the body is not UTF-8");
    }

    private static RefusedRequest malformed(String detail) {
        return new RefusedRequest(ApiCode.BODY_MALFORMED, detail);
    }
}
