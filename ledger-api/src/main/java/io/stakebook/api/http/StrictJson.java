package io.stakebook.api.http;

import io.stakebook.api.http.JsonTree.Flag;
import io.stakebook.api.http.JsonTree.Items;
import io.stakebook.api.http.JsonTree.Members;
import io.stakebook.api.http.JsonTree.Nothing;
import io.stakebook.api.http.JsonTree.Numeral;
import io.stakebook.api.http.JsonTree.Text;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
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

/**
 * Reads a request body as I-JSON (RFC 7493): UTF-8, no repeated names, no lone surrogates; and no NUL, which the
 * database cannot keep, and no deep nesting.
 */
public final class StrictJson {

    private static final int DEEPEST = 16;

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private StrictJson() {}

    /** @throws RefusedRequest {@code BODY_MALFORMED} or {@code MEMBER_DUPLICATE}, with the place where it went wrong */
    public static Members readObject(byte[] bytes) {
        String text = decode(bytes);
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            if (parser.next() != Event.START_OBJECT) {
                throw malformed("the body must be a JSON object");
            }
            Members root = object(parser, "", 1);
            if (parser.hasNext()) {
                throw malformed("the body goes on after its JSON object");
            }
            return root;
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            // The parser's own message names its token classes; the place is what helps the caller.
            throw malformed("the body is not JSON" + place(e));
        }
    }

    private static String place(RuntimeException e) {
        return e instanceof jakarta.json.stream.JsonParsingException at && at.getLocation() != null
                ? ", line " + at.getLocation().getLineNumber() + ", column "
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
            throw malformed("the body is not UTF-8");
        }
    }

    private static JsonTree value(JsonParser parser, Event event, String pointer, int depth) {
        if (depth > DEEPEST) {
            throw malformed("the body nests deeper than " + DEEPEST + " levels");
        }
        return switch (event) {
            case START_OBJECT -> object(parser, pointer, depth);
            case START_ARRAY -> array(parser, pointer, depth);
            case VALUE_STRING -> new Text(clean(parser.getString()));
            case VALUE_NUMBER -> new Numeral(parser.getString());
            case VALUE_TRUE -> new Flag(true);
            case VALUE_FALSE -> new Flag(false);
            case VALUE_NULL -> new Nothing();
            case KEY_NAME, END_ARRAY, END_OBJECT -> throw malformed("the body is not JSON");
        };
    }

    private static Members object(JsonParser parser, String pointer, int depth) {
        Map<String, JsonTree> members = new LinkedHashMap<>();
        for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
            String name = clean(parser.getString());
            String at = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            if (members.put(name, value(parser, parser.next(), at, depth + 1)) != null) {
                throw RefusedRequest.ofBody(
                        List.of(new FieldError(at, ApiCode.MEMBER_DUPLICATE.name(), "this member is there twice")),
                        ApiCode.MEMBER_DUPLICATE.status());
            }
        }
        return new Members(members);
    }

    private static Items array(JsonParser parser, String pointer, int depth) {
        List<JsonTree> items = new ArrayList<>();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            items.add(value(parser, event, pointer + "/" + items.size(), depth + 1));
        }
        return new Items(items);
    }

    private static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                throw malformed("the body holds a string with a NUL or half a surrogate pair");
            }
            if (pair) {
                i++;
            }
        }
        return text;
    }

    private static RefusedRequest malformed(String detail) {
        return new RefusedRequest(ApiCode.BODY_MALFORMED, detail);
    }
}
