package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.merkle.Hash;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file as the manifest states it.
 *
 * @param path relative, with {@code /}; plain names only
 * @param bytes length
 * @param sha256 plain SHA-256 of the content
 */
public record BundleFile(String path, long bytes, Hash sha256) {
    private static final Set<String> MEMBERS = Set.of("authoritative", "bytes", "media_type", "path", "sha256");
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,3}");

    public BundleFile {
        if (!PATH.matcher(path).matches()) {
            throw new Malformed("path '" + path + "' is not a plain relative path");
        }
        if (bytes < 0) {
            throw new Malformed("file " + path + " cannot have " + bytes + " bytes");
        }
    }

    CanonicalObject toCanonical() {
        return CanonicalObject.builder()
                .put("path", path)
                .put("bytes", bytes)
                .put("sha256", sha256.toHex())
                .put("media_type", BundleLayout.mediaType(path))
                .put("authoritative", BundleLayout.authoritative(path))
                .build();
    }

    static BundleFile from(CanonicalObject object) {
        object.requireMembers(MEMBERS, Set.of());
        BundleFile file =
                new BundleFile(object.text("path"), object.integer("bytes"), Hash.fromHex(object.text("sha256")));
        if (!file.toCanonical().equals(object)) {
            throw new Malformed("file " + file.path() + " has another media type or standing than its path gives");
        }
        return file;
    }
}
