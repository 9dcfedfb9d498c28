package io.stakebook.policy.diff;

import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.Field;
import io.stakebook.policy.json.JsonWriter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One kind of change: all cells that decided alike before and decide alike now, but not as before.
 *
 * @param weight how much the change matters, heaviest first
 * @param text the verdict before and after, {@code DENY CN_PRESENCE -> PERMIT NO_CN_NEXUS}, and whatever else differs
 * @param cells how many cells, of those that the rules of either set tell apart, at all the instants together
 * @param activities acts that change so
 * @param instants instants looked at which change so
 * @param example facts that change so
 */
public record Change(
        Weight weight,
        String text,
        long cells,
        Set<Activity> activities,
        NavigableSet<Instant> instants,
        Facts example) {

    /** A change that one set of facts shows. */
    Change(Weight weight, String text, long cells, Facts example) {
        this(weight, text, cells, EnumSet.of(example.activity()), new TreeSet<>(Set.of(example.asOf())), example);
    }

    /** What of a decision changes. */
    public enum Weight {
        /** What was refused or put to a person goes on. */
        LOOSER,
        /** The same, for subjects with a valid override on file. */
        LOOSER_BY_OVERRIDE,
        OUTCOME,
        REASON,
        HTTP,
        /** The rule, its obligations or its citations. */
        BASIS,
        STAGE,
        /** Class and signals that are shown and never decided on. */
        SUBJECT,
        /** How long a decision may be reused. */
        REUSE
    }

    /** The example as a line that {@code policy evaluate} takes. */
    public String exampleLine(String id) {
        return JsonWriter.write(members(id, example));
    }

    /** Facts by their names on the wire, as a caller would send them. */
    static Map<String, @Nullable Object> members(String id, Facts facts) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put(Field.ID.wire(), id);
        for (Field field : Field.values()) {
            String value = facts.text(field);
            if (field != Field.ID && !value.isEmpty()) {
                members.put(field.wire(), value);
            }
        }
        return members;
    }
}
