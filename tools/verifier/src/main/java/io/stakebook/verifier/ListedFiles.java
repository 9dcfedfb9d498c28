package io.stakebook.verifier;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.bundle.BookViolation;
import io.stakebook.core.proof.bundle.BundleFile;
import io.stakebook.core.proof.bundle.BundleManifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files the manifest lists, in order.
 *
 * <p>What a file costs to read is bounded before it is opened: a sparse file of terabytes is made in a moment.
 */
final class ListedFiles {
    private static final int SMALL = 1 << 20;
    /** What is still hashed of a file that is known to be wrong, to call a flipped bit a flipped bit. */
    private static final long WORTH_HASHING = 1L << 32;

    private final BundleSource source;
    private final Map<String, BundleFile> byPath = new HashMap<>();

    ListedFiles(BundleSource source, BundleManifest manifest) {
        this.source = source;
        manifest.files().forEach(file -> byPath.put(file.path(), file));
    }

    /** What is done with a file's content while it is hashed. */
    @FunctionalInterface
    interface Content {
        void read(InputStream in) throws IOException;
    }

    /** What the manifest says of the file. */
    BundleFile stated(String path) {
        return Optional.ofNullable(byPath.get(path)).orElseThrow();
    }

    /** The whole content of a file of at most 1 MiB. */
    byte[] small(String path) throws IOException {
        requireAtMost(path, SMALL);
        byte[][] content = new byte[1][];
        streamed(path, in -> content[0] = in.readNBytes(SMALL));
        return content[0];
    }

    /** Refuses a file by its stated length, before it is opened. */
    void requireAtMost(String path, long most) {
        if (stated(path).bytes() > most) {
            throw new Rejection(
                    "caps_exceeded",
                    path + " has " + stated(path).bytes() + " bytes, as the manifest says; it may have " + most);
        }
    }

    /** Reads a file once: hash first, then whatever the content showed. */
    BundleFile streamed(String path, Content content) throws IOException {
        BundleFile file = stated(path);
        try (ListedFile in = new ListedFile(file, source.open(path))) {
            Optional<Rejection> inside = Optional.empty();
            try {
                content.read(in);
            } catch (Rejection e) {
                inside = Optional.of(e);
            } catch (Malformed e) {
                inside = Optional.of(new Rejection("leaf_invalid", path + ": " + e.getMessage()));
            } catch (BookViolation e) {
                inside = Optional.of(new Rejection(e.code(), String.valueOf(e.getMessage())));
            }
            if (inside.isPresent() && in.left() > WORTH_HASHING) {
                throw inside.get();
            }
            in.check();
            if (inside.isPresent()) {
                throw inside.get();
            }
        }
        return file;
    }
}
