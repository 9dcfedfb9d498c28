package io.stakebook.core.logkey;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.proof.note.VerifierKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets another key sign the log from now on; those that could still can. The log tells of it while an older key signs, so whoever
 * trusts that key learns of the new one from a log he believes.
 *
 * @param key under the log's name
 * @param by the operator, as authenticated
 * @param signing the key of the node that was asked
 * @param size of the log, as last seen; the key may sign from there on
 */
public record AddLogKey(VerifierKey key, String by, VerifierKey signing, long size) implements Command<LogKey> {

    public AddLogKey {
        if (!key.name().equals(signing.name())) {
            throw new IllegalArgumentException("a key of this log is named " + signing.name() + ", not " + key.name());
        }
    }

    @Override
    public Needs needs() {
        // Who adds the node's own key is told that the log has it.
        return new Needs(Set.of(), new HashSet<>(List.of(LogKey.record(key), LogKey.record(signing))));
    }

    @Override
    public Plan<LogKey> decide(Books books) {
        if (books.find(LogKey.class, key.toString()).isPresent()) {
            throw new Rejected(
                    ErrorCode.ALREADY_EXISTS,
                    "the log has the key " + key + " already",
                    Map.of("vkey", key.toString()));
        }
        LogKey older = books.find(LogKey.class, signing.toString())
                .orElseThrow(() -> new Conflict(
                        ErrorCode.STALE, "this node signs with " + signing + ", which is no key of the log any more"));
        List<Stored> writes = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        if (!older.told()) {
            writes.add(older.asTold());
            notices.add(older.notice());
        }
        LogKey added = new LogKey(key, size, by, books.recordedAt(), true);
        writes.add(added);
        notices.add(added.notice());
        return new Plan.Accepted<>(added, List.of(), writes, Optional.empty(), notices);
    }
}
