package io.stakebook.persistence.jpa;

import jakarta.persistence.AttributeConverter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A UUID column that may be null: EclipseLink 4.0's own conversion fails on null. Declared in {@code META-INF/orm.xml}. */
public final class NullableUuid implements AttributeConverter<@Nullable UUID, @Nullable Object> {

    @Override
    public @Nullable Object convertToDatabaseColumn(@Nullable UUID value) {
        return value;
    }

    @Override
    public @Nullable UUID convertToEntityAttribute(@Nullable Object stored) {
        if (stored == null || stored instanceof UUID) {
            return (UUID) stored;
        }
        return UUID.fromString(stored.toString());
    }
}
