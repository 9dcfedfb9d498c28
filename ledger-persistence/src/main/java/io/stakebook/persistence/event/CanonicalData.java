package io.stakebook.persistence.event;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalArray;
import io.stakebook.core.proof.canonical.CanonicalBoolean;
import io.stakebook.core.proof.canonical.CanonicalInteger;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.canonical.CanonicalText;
import io.stakebook.core.proof.canonical.CanonicalValue;
import java.util.List;
import java.util.Map;

/** Turns a notice's plain values into canonical ones. */
final class CanonicalData {

    private CanonicalData() {}

    static CanonicalObject object(Map<?, ?> members) {
        CanonicalObject.Builder object = CanonicalObject.builder();
        members.forEach((name, value) -> object.put((String) name, value(value)));
        return object.build();
    }

    private static CanonicalValue value(Object value) {
        if (value instanceof String text) {
            return CanonicalText.takenIn(text);
        }
        if (value instanceof Long number) {
            return new CanonicalInteger(number);
        }
        if (value instanceof Boolean flag) {
            return new CanonicalBoolean(flag);
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        if (value instanceof List<?> list) {
            return CanonicalArray.of(list.stream().map(CanonicalData::value).toList());
        }
        throw new Malformed("a notice cannot hold a " + value.getClass().getSimpleName());
    }
}
