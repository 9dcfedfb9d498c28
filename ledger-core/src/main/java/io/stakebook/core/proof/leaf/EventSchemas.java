package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalObject;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The event types and data schemas this version of the format knows.
 *
 * <p>A verifier refuses everything else: an event it cannot read could move money it would not see. A schema that moves
 * money is closed; one that only tells names its required members and may carry more.
 */
public final class EventSchemas {
    private static final Map<String, Schema> BY_TYPE = new TreeMap<>();
    private static final Map<String, String> KNOWN;

    private record Schema(String dataSchema, Consumer<CanonicalObject> check) {}

    static {
        closed(JournalEntryPosted.TYPE, JournalEntryPosted.SCHEMA, JournalEntryPosted::from);
        closed(JournalEntryPosted.RESERVED, schemaOf("journal.entry.reserved"), JournalEntryPosted::from);
        closed(JournalEntryPosted.RELEASED, schemaOf("journal.entry.released"), JournalEntryPosted::from);
        closed(AccrualRunCompleted.TYPE, AccrualRunCompleted.SCHEMA, AccrualRunCompleted::from);
        closed(LogKeyAdded.TYPE, LogKeyAdded.SCHEMA, LogKeyAdded::from);
        telling("account.opened", "account_id");
        telling("policy.decision.refused", "decision_id");
        telling("policy.regions.changed", "change_id");
        telling("product.published", "product_id");
        telling("position.opened", "position_id");
        telling("position.closed", "position_id");
        telling("account.limits.changed", "account");
        telling("period.closing", "period_id");
        telling("period.closed", "period_id");
        telling("period.reopened", "period_id");
        telling("reconciliation.statement.matched", "statement_id");
        telling("reconciliation.break.found", "break_id");
        telling("reconciliation.break.resolved", "break_id");
        Map<String, String> known = new TreeMap<>();
        BY_TYPE.forEach((type, schema) -> known.put(type, schema.dataSchema()));
        KNOWN = Collections.unmodifiableMap(known);
    }

    private EventSchemas() {}

    /** Throws {@link Malformed} unless the event's type, its schema and the shape of its data are known and agree. */
    public static void check(EventBody body) {
        schema(body).check().accept(body.data());
    }

    /** Throws {@link Malformed} unless the event's type and its schema are known and agree, whatever its data. */
    public static void requireKnown(EventBody body) {
        schema(body);
    }

    private static Schema schema(EventBody body) {
        Schema schema = BY_TYPE.get(body.type());
        if (schema == null) {
            throw new Malformed("event type " + body.type() + " is not known");
        }
        if (!schema.dataSchema().equals(body.dataSchema())) {
            throw new Malformed("event type " + body.type() + " has the unknown schema " + body.dataSchema());
        }
        return schema;
    }

    /** Known types with their data schema. */
    public static Map<String, String> known() {
        return KNOWN;
    }

    /** The data schema of an event type; throws {@link Malformed} for a type that is not part of the format. */
    public static String require(String type) {
        String schema = KNOWN.get(type);
        if (schema == null) {
            throw new Malformed("event type " + type + " is not part of the export format");
        }
        return schema;
    }

    /** Full type of a telling event, {@code io.stakebook.NAME.v1}. */
    public static String typeOf(String name) {
        return "io.stakebook." + name + ".v1";
    }

    /** Schema of a telling event, {@code urn:stakebook:schema:NAME-WITH-DASHES:1}. */
    public static String schemaOf(String name) {
        return "urn:stakebook:schema:" + name.replace('.', '-') + ":1";
    }

    private static void closed(String type, String dataSchema, Consumer<CanonicalObject> check) {
        BY_TYPE.put(type, new Schema(dataSchema, check));
    }

    private static void telling(String name, String... required) {
        Set<String> members = Set.of(required);
        BY_TYPE.put(typeOf(name), new Schema(schemaOf(name), data -> members.forEach(data::text)));
    }
}
