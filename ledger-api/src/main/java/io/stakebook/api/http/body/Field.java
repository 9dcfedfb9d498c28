package io.stakebook.api.http.body;

import org.jspecify.annotations.Nullable;

/**
 * A member of a body that was asked for. Its value may be taken only after {@link BodyReader#finish()} found the whole
 * body right; inside a nested object it may be taken at once, a missing one ends the reading of that object.
 */
public final class Field<T> {

    private final @Nullable T value;

    private Field(@Nullable T value) {
        this.value = value;
    }

    static <T> Field<T> of(T value) {
        return new Field<>(value);
    }

    static <T> Field<T> missing() {
        return new Field<>(null);
    }

    boolean isMissing() {
        return value == null;
    }

    public T get() {
        if (value == null) {
            throw new FieldMissing();
        }
        return value;
    }
}
