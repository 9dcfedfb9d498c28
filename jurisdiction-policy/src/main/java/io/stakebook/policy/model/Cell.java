package io.stakebook.policy.model;

/** One value per {@link Attribute}: the point of the finite space that a set of facts falls on. Values are domain ordinals. */
@SuppressWarnings("EnumOrdinal") // bit masks over closed domains are the point of this class
public final class Cell {
    private final int[] values;

    private Cell(int[] values) {
        this.values = values;
    }

    /** An all-first-value cell to fill; it must not be shared before it is full. */
    public static Cell blank() {
        return new Cell(new int[Attribute.values().length]);
    }

    public int get(Attribute attribute) {
        return values[attribute.ordinal()];
    }

    int at(int attributeOrdinal) {
        return values[attributeOrdinal];
    }

    public boolean is(Attribute attribute, Enum<?> value) {
        return values[attribute.ordinal()] == value.ordinal();
    }

    /** Only while the cell is being filled by its maker. */
    public Cell set(Attribute attribute, Enum<?> value) {
        values[attribute.ordinal()] = value.ordinal();
        return this;
    }

    /** Only while the cell is being filled by its maker. */
    public void setOrdinal(Attribute attribute, int ordinal) {
        values[attribute.ordinal()] = ordinal;
    }

    public Cell copy() {
        return new Cell(values.clone());
    }

    /** {@code key=value} pairs, for a witness a person can read. */
    public String describe(Iterable<Attribute> attributes) {
        StringBuilder text = new StringBuilder();
        for (Attribute attribute : attributes) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(attribute.key())
                    .append('=')
                    .append(attribute.nameOf(get(attribute)));
        }
        return text.toString();
    }
}
