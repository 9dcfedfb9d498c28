package io.stakebook.api.http.body;

import io.stakebook.api.http.body.JsonTree.Members;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A body of many items, read one after another: of the body no more is held than one item, whatever was made of those
 * before. Either one JSON object with an array of the items, or one item a line (NDJSON).
 *
 * <p>Its fingerprint is that of its bytes: a body this large is sent again as it was, not written anew.
 */
public final class ItemsBody implements Fingerprinted, Closeable {

    private final MeasuredStream body;
    private final boolean lines;
    private Members others = new Members(Map.of());
    private String array = "";
    private byte @Nullable [] digest;

    ItemsBody(MeasuredStream body, boolean lines) {
        this.body = body;
        this.lines = lines;
    }

    /**
     * Reads the items.
     *
     * @param name the member that holds them, where the body is one object
     * @param most items more than these refuse the body
     * @param reader reads one item and calls {@link BodyReader#finish()}
     * @param unreadable what to make of an item with faults, of which as much is given as was read
     * @throws RefusedRequest when the body as a whole cannot be read
     * @throws Rejected {@code LIMIT_OUT_OF_RANGE} for too many items
     */
    public <T> List<T> items(String name, int most, Function<BodyReader, T> reader, Unreadable<T> unreadable)
            throws IOException {
        List<T> items = new ArrayList<>();
        this.array = name;
        ItemSink sink = (tree, refused) -> {
            if (items.size() == most) {
                throw new Rejected(
                        ErrorCode.LIMIT_OUT_OF_RANGE,
                        "a request holds at most " + most + " items under \"" + name + "\"",
                        Map.of("field", name, "max", Integer.toString(most)));
            }
            String pointer = (lines ? "/" : "/" + name + "/") + items.size();
            items.add(read(tree, refused, pointer, reader, unreadable));
        };
        try (Reader text = new InputStreamReader(
                body,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))) {
            if (lines) {
                readLines(text, sink);
            } else {
                others = StrictJson.readItems(text, name, sink);
            }
            body.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (CharacterCodingException e) {
            throw StrictJson.notUtf8();
        }
        if (body.isEmpty()) {
            throw BodyLimits.missing();
        }
        digest = body.digest();
        return items;
    }

    /** Makes something of an item that cannot be read. */
    @FunctionalInterface
    public interface Unreadable<T> {
        T of(Optional<Members> item, RefusedRequest faults);
    }

    /** Takes an item's tree, or why there is none. */
    interface ItemSink {
        void take(@Nullable JsonTree tree, @Nullable RefusedRequest refused);
    }

    private static <T> T read(
            @Nullable JsonTree tree,
            @Nullable RefusedRequest refused,
            String pointer,
            Function<BodyReader, T> reader,
            Unreadable<T> unreadable) {
        if (refused != null) {
            return unreadable.of(Optional.empty(), refused);
        }
        if (!(tree instanceof Members members)) {
            String kind = tree == null ? "nothing" : tree.kind();
            return unreadable.of(
                    Optional.empty(),
                    RefusedRequest.at(pointer, ApiCode.MEMBER_TYPE_WRONG, "is an object, not " + kind));
        }
        BodyReader in = new BodyReader(members, pointer);
        try {
            return reader.apply(in);
        } catch (FieldMissing e) {
            if (in.failure(e) instanceof RefusedRequest faults) {
                return unreadable.of(Optional.of(members), faults);
            }
            throw e;
        } catch (RefusedRequest faults) {
            return unreadable.of(Optional.of(members), faults);
        } catch (Rejected | NotFound reason) {
            // A rule of the core outside of any member: the item's finding, not the request's.
            return unreadable.of(Optional.of(members), RefusedRequest.at(pointer, reason));
        }
    }

    /** Blank lines are no items. */
    private static void readLines(Reader text, ItemSink sink) throws IOException {
        BufferedReader reader = new BufferedReader(text);
        int index = 0;
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            Members tree;
            try {
                tree = StrictJson.readLine(line, "/" + index++, number);
            } catch (RefusedRequest malformed) {
                sink.take(null, malformed);
                continue;
            }
            sink.take(tree, null);
        }
    }

    /** The members beside the items; none where the items are lines. */
    public <T> T others(Function<BodyReader, T> reader) {
        Map<String, JsonTree> members = new LinkedHashMap<>(others.members());
        BodyReader in = new BodyReader(new Members(members), "");
        in.know(array);
        return in.whole(reader);
    }

    @Override
    public byte[] canonicalBytes() {
        byte[] known = digest;
        if (known == null) {
            throw new IllegalStateException("the items were not read yet");
        }
        return known.clone();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    static ItemsBody of(InputStream in, long most, boolean lines) {
        return new ItemsBody(new MeasuredStream(in, most), lines);
    }
}
