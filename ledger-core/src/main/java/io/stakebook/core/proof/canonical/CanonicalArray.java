package io.stakebook.core.proof.canonical;

import java.util.List;

/** Values in a fixed order. */
public record CanonicalArray(List<CanonicalValue> values) implements CanonicalValue {
    public CanonicalArray {
        values = List.copyOf(values);
    }

    /** An array of the given values. */
    public static CanonicalArray of(List<? extends CanonicalValue> values) {
        return new CanonicalArray(List.copyOf(values));
    }

    /** An array of strings. */
    public static CanonicalArray ofTexts(List<String> texts) {
        return new CanonicalArray(
                texts.stream().<CanonicalValue>map(CanonicalText::new).toList());
    }
}
