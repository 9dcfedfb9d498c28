package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.ActivityGroup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code when} and {@code unless}: lists over closed domains, nothing else, which is what keeps policies decidable. */
@SuppressWarnings("EnumOrdinal") // bit masks over closed domains are the point of this class
final class ConditionReader {
    private static final String GROUP = "activityGroup";

    private ConditionReader() {}

    /** {@code when} is one mapping or a list of alternatives; {@code unless} excludes any of its values from all of them. */
    static List<Box> boxes(Node rule) {
        Object when = rule.required("when");
        Object unless = rule.has("unless") ? rule.required("unless") : null;
        List<Box> boxes = new ArrayList<>();
        if (when instanceof List<?>) {
            int i = 0;
            for (Object alternative : Node.list(rule.path("when"), when)) {
                boxes.add(box(rule.path("when") + "[" + i++ + "]", alternative, rule.path("unless"), unless));
            }
        } else {
            boxes.add(box(rule.path("when"), when, rule.path("unless"), unless));
        }
        if (boxes.isEmpty()) {
            throw new InvalidPolicy(rule.path("when"), "At least one alternative is required.");
        }
        return boxes;
    }

    static Box box(String path, Object when, String unlessPath, @Nullable Object unless) {
        EnumMap<Attribute, Long> constraints = new EnumMap<>(Attribute.class);
        masks(path, when).forEach((attribute, mask) -> constraints.merge(attribute, mask, (a, b) -> a & b));
        if (unless != null) {
            masks(unlessPath, unless)
                    .forEach((attribute, mask) ->
                            constraints.merge(attribute, full(attribute) & ~mask, (a, b) -> a & b));
        }
        constraints.forEach((attribute, mask) -> {
            if (mask == 0) {
                throw new InvalidPolicy(path, "No value of '" + attribute.key() + "' can meet this condition.");
            }
        });
        return new Box(constraints);
    }

    private static Map<Attribute, Long> masks(String path, Object value) {
        Node node = Node.of(path, value, Set.of());
        EnumMap<Attribute, Long> masks = new EnumMap<>(Attribute.class);
        for (String key : node.keys()) {
            Attribute attribute = key.equals(GROUP)
                    ? Attribute.ACTIVITY
                    : Attribute.byKey(key)
                            .orElseThrow(() -> new InvalidPolicy(
                                    path + "/" + key, "'" + key + "' is no attribute a rule can use."));
            long mask = 0;
            for (String name : node.texts(key)) {
                mask |= key.equals(GROUP)
                        ? groupMask(node.path(key), name)
                        : valueMask(node.path(key), attribute, name);
            }
            // activity and activityGroup in one condition add up: the list of acts plus the acts of the groups.
            masks.merge(attribute, mask, (a, b) -> a | b);
        }
        return masks;
    }

    private static long groupMask(String path, String name) {
        ActivityGroup group = Node.choice(path, name, ActivityGroup.class);
        long mask = 0;
        for (Activity activity : Activity.values()) {
            if (activity.group() == group) {
                mask |= 1L << activity.ordinal();
            }
        }
        return mask;
    }

    private static long valueMask(String path, Attribute attribute, String name) {
        int ordinal = attribute.ordinalOf(name);
        if (ordinal < 0) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < attribute.size(); i++) {
                names.add(attribute.nameOf(i));
            }
            throw new InvalidPolicy(path, "'" + name + "' is none of " + names + ".");
        }
        return 1L << ordinal;
    }

    private static long full(Attribute attribute) {
        return (1L << attribute.size()) - 1;
    }
}
