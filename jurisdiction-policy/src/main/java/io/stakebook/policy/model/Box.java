package io.stakebook.policy.model;

import io.stakebook.policy.facts.Activity;
import java.util.EnumMap;
import java.util.Map;

/** A conjunction of lists: for each constrained attribute, the set of values it may have, as a bit mask over ordinals. */
@SuppressWarnings("EnumOrdinal") // bit masks over closed domains are the point of this class
public final class Box {
    private final int[] attributes;
    private final long[] masks;

    Box(Map<Attribute, Long> constraints) {
        EnumMap<Attribute, Long> ordered = new EnumMap<>(Attribute.class);
        ordered.putAll(constraints);
        attributes = new int[ordered.size()];
        masks = new long[ordered.size()];
        int i = 0;
        for (Map.Entry<Attribute, Long> entry : ordered.entrySet()) {
            attributes[i] = entry.getKey().ordinal();
            masks[i++] = entry.getValue();
        }
    }

    public boolean matches(Cell cell) {
        for (int i = 0; i < attributes.length; i++) {
            if ((masks[i] & (1L << cell.at(attributes[i]))) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Mask of allowed values of an attribute; all ones when the attribute is free. */
    public long mask(Attribute attribute) {
        for (int i = 0; i < attributes.length; i++) {
            if (attributes[i] == attribute.ordinal()) {
                return masks[i];
            }
        }
        return -1L;
    }

    /** Whether some facts with this activity can lie in it. */
    public boolean takes(Activity activity) {
        return (mask(Attribute.ACTIVITY) & (1L << activity.ordinal())) != 0;
    }

    boolean constrains(Attribute attribute) {
        for (int constrained : attributes) {
            if (constrained == attribute.ordinal()) {
                return true;
            }
        }
        return false;
    }
}
