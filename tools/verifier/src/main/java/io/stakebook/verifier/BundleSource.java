package io.stakebook.verifier;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The files of a bundle, each to be read once, in reading order. */
interface BundleSource extends Closeable {
    /** Tells which files there must be, and no others; called once, after the manifest was read. */
    void requireExactly(Set<String> paths);

    /** The content of the next file; the one before must be closed. */
    InputStream open(String path) throws IOException;

    /** The content of a file that was opened before, or of the next one, beside whatever else is open. */
    InputStream again(String path) throws IOException;

    /** Checks that nothing follows the last file. */
    void finish() throws IOException;
}
