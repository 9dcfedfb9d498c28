package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalObject;
import java.util.Set;

/**
 * A key that may sign the log's checkpoints.
 *
 * @param vkey the key as a C2SP verifier key: {@code name+hash+base64}
 * @param validFromSize the smallest tree size it may sign; validity goes by size, not by clock
 */
public record LogKeyAdded(String vkey, long validFromSize) {
    public static final String TYPE = "io.stakebook.log.key.added.v1";
    public static final String SCHEMA = "urn:stakebook:schema:log-key-added:1";

    private static final Set<String> MEMBERS = Set.of("vkey", "valid_from_size");

    public LogKeyAdded {
        if (validFromSize < 0) {
            throw new Malformed("a key cannot be valid from size " + validFromSize);
        }
    }

    /** The leaf's {@code data}. */
    public CanonicalObject toData() {
        return CanonicalObject.builder()
                .put("vkey", vkey)
                .put("valid_from_size", validFromSize)
                .build();
    }

    /** Reads {@link #toData}; throws {@link Malformed} for any other shape. */
    public static LogKeyAdded from(CanonicalObject data) {
        data.requireMembers(MEMBERS, Set.of());
        return new LogKeyAdded(data.text("vkey"), data.integer("valid_from_size"));
    }
}
