package io.stakebook.core.proof.canonical;

import io.stakebook.core.proof.Malformed;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Named values, in the order of their names. */
public final class CanonicalObject implements CanonicalValue {
    /** The longest name; far above need, it keeps a hostile object from being one long key. */
    static final int LONGEST_KEY = 64;

    private final SortedMap<String, CanonicalValue> members;

    CanonicalObject(SortedMap<String, CanonicalValue> members) {
        this.members = Collections.unmodifiableSortedMap(members);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The members, sorted by name; unmodifiable. */
    public SortedMap<String, CanonicalValue> members() {
        return members;
    }

    /** The member's string, or {@link Malformed} when it is absent or something else. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> optionalText(String name) {
        CanonicalValue value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof CanonicalText text) {
            return Optional.of(text.value());
        }
        throw new Malformed("member " + name + " must be a string");
    }

    /** The member's integer, or {@link Malformed} when it is absent or something else. */
    public long integer(String name) {
        if (require(name) instanceof CanonicalInteger integer) {
            return integer.value();
        }
        throw new Malformed("member " + name + " must be an integer");
    }

    /** The member's object, or {@link Malformed} when it is absent or something else. */
    public CanonicalObject object(String name) {
        if (require(name) instanceof CanonicalObject object) {
            return object;
        }
        throw new Malformed("member " + name + " must be an object");
    }

    /** The member's array, or {@link Malformed} when it is absent or something else. */
    public CanonicalArray array(String name) {
        if (require(name) instanceof CanonicalArray array) {
            return array;
        }
        throw new Malformed("member " + name + " must be an array");
    }

    /** Throws {@link Malformed} unless all of {@code required} and nothing outside both sets is present. */
    public void requireMembers(Set<String> required, Set<String> optional) {
        for (String name : required) {
            if (!members.containsKey(name)) {
                throw missing(name);
            }
        }
        for (String name : members.keySet()) {
            if (!required.contains(name) && !optional.contains(name)) {
                throw new Malformed("member " + name + " is not part of this object");
            }
        }
    }

    private CanonicalValue require(String name) {
        CanonicalValue value = members.get(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private static Malformed missing(String name) {
        return new Malformed("member " + name + " is missing");
    }

    static void checkKey(String name) {
        boolean legal = !name.isEmpty() && name.length() <= LONGEST_KEY;
        for (int i = 0; legal && i < name.length(); i++) {
            legal = isKeyCharacter(name.charAt(i));
        }
        if (!legal) {
            throw new Malformed("member name '" + name + "' is not 1 to " + LONGEST_KEY + " characters of a-z, 0-9, _");
        }
    }

    static boolean isKeyCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalObject that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return "CanonicalObject" + members;
    }

    /** Collects members; a name can be given once. */
    public static final class Builder {
        private final TreeMap<String, CanonicalValue> members = new TreeMap<>();

        private Builder() {}

        public Builder put(String name, CanonicalValue value) {
            checkKey(name);
            if (members.put(name, value) != null) {
                throw new Malformed("member " + name + " is given twice");
            }
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, new CanonicalText(value));
        }

        public Builder put(String name, long value) {
            return put(name, new CanonicalInteger(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, new CanonicalBoolean(value));
        }

        /** Adds the string when there is one; absence is how the profile says "none". */
        public Builder putIfPresent(String name, Optional<String> value) {
            value.ifPresent(text -> put(name, text));
            return this;
        }

        /** Adds every member of {@code other}. */
        public Builder putAll(CanonicalObject other) {
            for (Map.Entry<String, CanonicalValue> member : other.members.entrySet()) {
                put(member.getKey(), member.getValue());
            }
            return this;
        }

        public CanonicalObject build() {
            return new CanonicalObject(new TreeMap<>(members));
        }
    }
}
