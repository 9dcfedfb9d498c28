package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalArray;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.canonical.CanonicalValue;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The data of a journal entry: posted, reserved or released.
 *
 * <p>Balance is deliberately not checked here: a verifier must be able to read an unbalanced entry in order to say so;
 * {@link #imbalance} tells.
 *
 * @param entryId the entry
 * @param kind what happened, such as {@code accrual}
 * @param effectiveAt when it counts
 * @param businessDate the accounting day it belongs to
 * @param postings two or more lines
 * @param references the optional members by name: {@code reverses, reservation_id, expires_at, carried_from, customer_id,
 *     product_id, position_id, run_id, yield_source, decision_id, memo, posted_by}
 */
public record JournalEntryPosted(
        String entryId,
        String kind,
        Instant effectiveAt,
        LocalDate businessDate,
        List<PostedLine> postings,
        SortedMap<String, String> references) {

    public static final String TYPE = "io.stakebook.journal.entry.posted.v1";
    public static final String SCHEMA = "urn:stakebook:schema:journal-entry-posted:1";

    /** A reservation: the same data, no posted balance moves. */
    public static final String RESERVED = "io.stakebook.journal.entry.reserved.v1";
    /** A void or an expiry: the same data, no posted balance moves. */
    public static final String RELEASED = "io.stakebook.journal.entry.released.v1";

    private static final Set<String> REQUIRED = Set.of("business_date", "effective_at", "entry_id", "kind", "postings");
    /** Members that may be absent. */
    public static final Set<String> REFERENCES = Set.of(
            "reverses",
            "reservation_id",
            "expires_at",
            "carried_from",
            "customer_id",
            "product_id",
            "position_id",
            "run_id",
            "yield_source",
            "decision_id",
            "memo",
            "posted_by");

    private static final int LONGEST_MEMO = 1000;

    /** Of a token's subject, OpenID Connect Core 1.0, 2. */
    private static final int LONGEST_SUBJECT = 255;

    public JournalEntryPosted {
        postings = List.copyOf(postings);
        references = Collections.unmodifiableSortedMap(new TreeMap<>(references));
        requireName("entry_id", entryId);
        requireName("kind", kind);
        if (postings.size() < 2) {
            throw new Malformed("entry " + entryId + " has " + postings.size() + " postings; it needs two or more");
        }
        for (Map.Entry<String, String> reference : references.entrySet()) {
            if (!REFERENCES.contains(reference.getKey())) {
                throw new Malformed("entry " + entryId + ": member " + reference.getKey() + " is not part of an entry");
            }
            requireReference(entryId, reference.getKey(), reference.getValue());
        }
        if (!hasFourDigitYear(businessDate)) {
            throw new Malformed("entry " + entryId + ": business date " + businessDate + " has no four-digit year");
        }
    }

    private static void requireReference(String entryId, String member, String value) {
        switch (member) {
            case "memo" -> requireLength(entryId, member, value, LONGEST_MEMO);
            case "posted_by" -> requireLength(entryId, member, value, LONGEST_SUBJECT);
            case "expires_at" -> LeafTime.parse(named(entryId, member), value);
            case "carried_from" -> date(named(entryId, member), value);
            default -> requireName(member, value);
        }
    }

    private static void requireLength(String entryId, String member, String value, int most) {
        if (value.length() > most) {
            throw new Malformed("entry " + entryId + ": " + member + " is longer than " + most + " characters");
        }
    }

    private static void requireName(String member, String value) {
        if (!PlainName.is(value)) {
            throw new Malformed("entry member " + member + " '" + value + "' is not a plain name");
        }
    }

    public Optional<String> reference(String name) {
        return Optional.ofNullable(references.get(name));
    }

    /** Debits minus credits of each asset, where that is not zero. */
    public SortedMap<String, BigInteger> imbalance() {
        SortedMap<String, BigInteger> sums = new TreeMap<>();
        for (PostedLine line : postings) {
            sums.merge(line.asset(), line.signedUnits(), BigInteger::add);
        }
        sums.values().removeIf(sum -> sum.signum() == 0);
        return sums;
    }

    /** The leaf's {@code data}. */
    public CanonicalObject toData() {
        List<CanonicalValue> lines = new ArrayList<>();
        postings.forEach(line -> lines.add(line.toCanonical()));
        CanonicalObject.Builder data = CanonicalObject.builder()
                .put("entry_id", entryId)
                .put("kind", kind)
                .put("effective_at", LeafTime.format(effectiveAt))
                .put("business_date", businessDate.toString())
                .put("postings", CanonicalArray.of(lines));
        references.forEach(data::put);
        return data.build();
    }

    /** Reads {@link #toData}; throws {@link Malformed} for any other shape. */
    public static JournalEntryPosted from(CanonicalObject data) {
        data.requireMembers(REQUIRED, REFERENCES);
        List<PostedLine> postings = new ArrayList<>();
        for (CanonicalValue line : data.array("postings").values()) {
            if (!(line instanceof CanonicalObject object)) {
                throw new Malformed("a posting must be an object");
            }
            postings.add(PostedLine.from(object));
        }
        SortedMap<String, String> references = new TreeMap<>();
        for (String name : REFERENCES) {
            data.optionalText(name).ifPresent(value -> references.put(name, value));
        }
        String entryId = data.text("entry_id");
        return new JournalEntryPosted(
                entryId,
                data.text("kind"),
                LeafTime.parse(named(entryId, "effective_at"), data.text("effective_at")),
                date(named(entryId, "business_date"), data.text("business_date")),
                postings,
                references);
    }

    private static String named(String entryId, String member) {
        return "entry " + entryId + ": " + member;
    }

    private static LocalDate date(String what, String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (hasFourDigitYear(date) && date.toString().equals(text)) {
                return date;
            }
        } catch (DateTimeException e) {
            throw new Malformed(what + " '" + text + "' is not YYYY-MM-DD: " + e.getMessage());
        }
        throw new Malformed(what + " '" + text + "' is not YYYY-MM-DD of the years 0001 to 9999");
    }

    private static boolean hasFourDigitYear(LocalDate date) {
        return date.getYear() >= 1 && date.getYear() <= 9999;
    }
}
