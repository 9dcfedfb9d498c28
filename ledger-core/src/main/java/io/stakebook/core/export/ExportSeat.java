package io.stakebook.core.export;

import io.stakebook.core.proof.bundle.BookState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The right to write exports, held by one at a time in the whole book. It is lost with the database session behind it; then
 * every method fails and the export is taken up again by whoever holds the seat next.
 */
public interface ExportSeat extends AutoCloseable {

    /** The oldest export that is queued, or running: whoever ran it is gone, because the seat is ours. */
    Optional<ExportJob> next();

    /** Stores how far an export is. */
    void store(ExportJob job);

    /**
     * Stores a completed export and where it ended, together.
     *
     * @param state file of the book's state there, in the form of {@code derived/state.jsonl}; a packed copy is left beside it
     * @throws IOException when the file cannot be read or packed; nothing is stored
     */
    void complete(ExportJob job, ExportEnd end, Path state) throws IOException;

    /** Where the newest export of the log of exports ended. */
    Optional<ExportEnd> last();

    /** Where a completed export ended at this size of the log; the newest of them. */
    Optional<ExportEnd> endedAt(long size);

    /**
     * The book's state where an export ended.
     *
     * @throws io.stakebook.core.error.Corrupt when it cannot be read
     */
    BookState state(ExportEnd end);

    @Override
    void close();
}
