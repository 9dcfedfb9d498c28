package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalJson;
import io.stakebook.core.proof.canonical.CanonicalObject;
import java.time.Instant;
import java.util.Set;

/**
 * An event as the transaction that caused it knows it: everything but its place in the log.
 *
 * @param id unique within {@code source}
 * @param type CloudEvents type, such as {@code io.stakebook.journal.entry.posted.v1}
 * @param source the book's origin, such as {@code stakebook.example/books/main}
 * @param subject what the event is about, such as an entry id
 * @param time when it took effect (CloudEvents {@code time}), to the microsecond
 * @param recordedTime when we recorded it, to the microsecond
 * @param partitionKey whose history it belongs to: {@code cust_…} or {@code house}
 * @param dataSchema URN that fixes the shape of {@code data}
 * @param salt 32 lower-case hexadecimal digits, 128 random bits: keeps a neighbour's leaf hash from being guessed
 * @param data the payload
 */
public record EventBody(
        String id,
        String type,
        String source,
        String subject,
        Instant time,
        Instant recordedTime,
        String partitionKey,
        String dataSchema,
        String salt,
        CanonicalObject data) {

    static final String SPEC_VERSION = "1.0";
    static final String CONTENT_TYPE = "application/json";

    private static final Set<String> MEMBERS = Set.of(
            "data",
            "datacontenttype",
            "dataschema",
            "id",
            "partitionkey",
            "recordedtime",
            "salt",
            "source",
            "specversion",
            "subject",
            "time",
            "type");

    public EventBody {
        requireToken("id", id);
        requireToken("type", type);
        requireToken("source", source);
        requireToken("subject", subject);
        requireToken("dataschema", dataSchema);
        if (!PlainName.is(partitionKey)) {
            throw new Malformed("event " + id + ": partition key '" + partitionKey + "' is not a plain name");
        }
        if (!PlainName.isHex(salt, 32)) {
            throw new Malformed("event " + id + ": salt is not 32 lower-case hexadecimal digits");
        }
    }

    private static void requireToken(String name, String value) {
        if (!PlainName.isToken(value)) {
            throw new Malformed(
                    "event attribute " + name + " is not 1 to 256 printable ASCII characters without spaces");
        }
    }

    /** Canonical bytes of the unfinished event, for storing it until the sequencer finishes it. */
    public byte[] toBytes() {
        return members().build().toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static EventBody parse(byte[] bytes) {
        CanonicalObject object = CanonicalJson.readObject(bytes, Leaf.LONGEST);
        object.requireMembers(MEMBERS, Set.of());
        return from(object);
    }

    CanonicalObject.Builder members() {
        return CanonicalObject.builder()
                .put("specversion", SPEC_VERSION)
                .put("id", id)
                .put("type", type)
                .put("source", source)
                .put("subject", subject)
                .put("time", LeafTime.format(time))
                .put("recordedtime", LeafTime.format(recordedTime))
                .put("partitionkey", partitionKey)
                .put("datacontenttype", CONTENT_TYPE)
                .put("dataschema", dataSchema)
                .put("salt", salt)
                .put("data", data);
    }

    /** The body's part of an object whose member names were checked by the caller. */
    static EventBody from(CanonicalObject object) {
        requireConstant(object, "specversion", SPEC_VERSION);
        requireConstant(object, "datacontenttype", CONTENT_TYPE);
        return new EventBody(
                object.text("id"),
                object.text("type"),
                object.text("source"),
                object.text("subject"),
                LeafTime.parse(object.text("time")),
                LeafTime.parse(object.text("recordedtime")),
                object.text("partitionkey"),
                object.text("dataschema"),
                object.text("salt"),
                object.object("data"));
    }

    private static void requireConstant(CanonicalObject object, String name, String wanted) {
        String found = object.text(name);
        if (!found.equals(wanted)) {
            throw new Malformed("event attribute " + name + " is '" + found + "', not '" + wanted + "'");
        }
    }
}
