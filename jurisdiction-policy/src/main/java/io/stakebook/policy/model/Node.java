package io.stakebook.policy.model;

import io.stakebook.policy.PolicyException.InvalidPolicy;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping of a policy file with its path, read strictly: what is not asked for is refused. */
final class Node {
    private final String path;
    private final Map<String, @Nullable Object> entries;

    private Node(String path, Map<String, @Nullable Object> entries) {
        this.path = path;
        this.entries = entries;
    }

    static Node of(String path, @Nullable Object value, Set<String> keys) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidPolicy(path, "A mapping is expected here.");
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (!keys.isEmpty() && !keys.contains(key)) {
                throw new InvalidPolicy(
                        path + "/" + key, "Unknown key '" + key + "'; known are " + String.join(", ", keys) + ".");
            }
            entries.put(key, entry.getValue());
        }
        return new Node(path, entries);
    }

    String path() {
        return path;
    }

    String path(String key) {
        return path + "/" + key;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Set<String> keys() {
        return entries.keySet();
    }

    Object required(String key) {
        Object value = entries.get(key);
        if (value == null) {
            throw new InvalidPolicy(path, "'" + key + "' is required.");
        }
        return value;
    }

    Node node(String key, Set<String> keys) {
        return of(path(key), required(key), keys);
    }

    /** Any keys; the caller checks them. */
    Node open(String key) {
        return has(key) ? of(path(key), required(key), Set.of()) : new Node(path(key), Map.of());
    }

    String text(String key) {
        if (!(required(key) instanceof String text) || text.isBlank()) {
            throw new InvalidPolicy(path(key), "A text is expected here.");
        }
        return text;
    }

    int integer(String key, int min, int max) {
        if (!(required(key) instanceof Integer number) || number < min || number > max) {
            throw new InvalidPolicy(
                    path(key),
                    "A whole number from " + min + " to " + max + " is expected; got " + required(key) + ".");
        }
        return number;
    }

    boolean flag(String key) {
        if (!(required(key) instanceof Boolean flag)) {
            throw new InvalidPolicy(path(key), "true or false is expected; got " + required(key) + ".");
        }
        return flag;
    }

    Instant instant(String key) {
        String text = text(key);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notAnInstant) {
            throw new InvalidPolicy(path(key), "An instant with an offset is expected; got '" + text + "'.");
        }
    }

    Optional<Instant> optionalInstant(String key) {
        return has(key) ? Optional.of(instant(key)) : Optional.empty();
    }

    /** A value of a closed list, written in exactly its upper-case or lower-case form. */
    <E extends Enum<E>> E choice(String key, Class<E> type) {
        return choice(path(key), text(key), type);
    }

    static <E extends Enum<E>> E choice(String path, String text, Class<E> type) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text)
                    || value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw new InvalidPolicy(path, "'" + text + "' is none of " + List.of(type.getEnumConstants()) + ".");
    }

    List<Object> list(String key) {
        return list(path(key), required(key));
    }

    static List<Object> list(String path, @Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            throw new InvalidPolicy(path, "A list is expected here.");
        }
        List<Object> items = new ArrayList<>();
        for (Object item : list) {
            if (item == null) {
                throw new InvalidPolicy(path, "The list holds an empty item.");
            }
            items.add(item);
        }
        return items;
    }

    /** Distinct texts, at least one. */
    Set<String> texts(String key) {
        return texts(path(key), required(key));
    }

    static Set<String> texts(String path, @Nullable Object value) {
        Set<String> texts = new LinkedHashSet<>();
        for (Object item : list(path, value)) {
            if (!(item instanceof String text) || text.isBlank()) {
                throw new InvalidPolicy(path, "Only texts are expected in this list; got '" + item + "'.");
            }
            if (!texts.add(text)) {
                throw new InvalidPolicy(path, "'" + text + "' is listed twice.");
            }
        }
        if (texts.isEmpty()) {
            throw new InvalidPolicy(path, "The list is empty.");
        }
        return texts;
    }
}
