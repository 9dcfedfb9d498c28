package io.stakebook.core.logkey;

import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.proof.leaf.LogKeyAdded;
import io.stakebook.core.proof.note.VerifierKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key that may sign the log's checkpoints and exports.
 *
 * @param validFromSize the smallest tree size it may sign; validity goes by size, not by clock
 * @param addedByOrNull subject of the operator's token; null for the first key, which the first node brought with it
 * @param addedAt time of the book, UTC
 * @param told whether the log holds the event that tells of it; only a first key that is the only one may be untold
 */
public record LogKey(
        VerifierKey key, long validFromSize, @Nullable String addedByOrNull, Instant addedAt, boolean told)
        implements Stored {

    /** The key under which a command needs it. */
    static RecordKey record(VerifierKey key) {
        return new RecordKey(LogKey.class, key.toString());
    }

    @Override
    public String recordId() {
        return key.toString();
    }

    LogKey asTold() {
        return new LogKey(key, validFromSize, addedByOrNull, addedAt, true);
    }

    Notice notice() {
        return new Notice(
                LogKeyAdded.TYPE,
                "house",
                key.toString(),
                Map.of("vkey", key.toString(), "valid_from_size", validFromSize));
    }
}
