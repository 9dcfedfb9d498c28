package io.stakebook.core.export;

import java.util.Iterator;

/** Leaf bytes in the order of the log. Close it to give its database session back. */
public interface LeafStream extends Iterator<byte[]>, AutoCloseable {

    @Override
    void close();
}
