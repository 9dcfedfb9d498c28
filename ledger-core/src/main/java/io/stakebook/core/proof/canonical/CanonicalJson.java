package io.stakebook.core.proof.canonical;

import io.stakebook.core.proof.Malformed;
import java.util.Arrays;

/** Reads and writes the restricted JSON profile. */
public final class CanonicalJson {
    /** Levels of nesting the profile allows; real events use four. */
    public static final int DEEPEST = 16;

    private CanonicalJson() {}

    /** The only bytes of {@code value}: UTF-8, sorted names, no whitespace. */
    public static byte[] write(CanonicalValue value) {
        CanonicalWriter writer = new CanonicalWriter();
        writer.write(value, 1);
        return writer.toBytes();
    }

    /**
     * Reads bytes that are exactly what {@link #write} makes of some value.
     *
     * @param longest the most bytes to look at
     * @throws Malformed naming the first broken rule and its byte offset
     */
    public static CanonicalValue read(byte[] bytes, int longest) {
        if (bytes.length > longest) {
            throw new Malformed("JSON of " + bytes.length + " bytes is longer than the " + longest + " allowed");
        }
        CanonicalValue value = new CanonicalReader(bytes).read();
        // The reader is strict by construction; rendering again catches the rule it would have forgotten.
        byte[] again = write(value);
        int difference = Arrays.mismatch(bytes, again);
        if (difference >= 0) {
            throw new Malformed("JSON is not in its canonical form", difference);
        }
        return value;
    }

    /** As {@link #read}, for bytes that must hold an object. */
    public static CanonicalObject readObject(byte[] bytes, int longest) {
        if (read(bytes, longest) instanceof CanonicalObject object) {
            return object;
        }
        throw new Malformed("JSON must be an object", 0);
    }
}
