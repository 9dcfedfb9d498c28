package io.stakebook.core.regions;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.policy.region.RegionStates;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The region states in force; there is one row, {@value #ID}.
 *
 * @param states carry their own version, 0 before the first change
 * @param activeChangeOrNull the request that made them, null before the first
 */
public record RegionBook(RegionStates states, @Nullable ChangeId activeChangeOrNull, Instant activeSince)
        implements Stored {

    public static final String ID = "regions";

    /** No region has a state of its own yet. */
    public static final RegionBook EMPTY = new RegionBook(RegionStates.empty(), null, Instant.EPOCH);

    /** The key under which a command needs the region states. */
    public static RecordKey key() {
        return new RecordKey(RegionBook.class, ID);
    }

    static RegionBook current(Books books) {
        return books.find(RegionBook.class, ID).orElse(EMPTY);
    }

    /**
     * The changes that may still move: the one that made the states, and every tightening in them that waits for ratification or
     * lapsed without.
     */
    public Set<ChangeId> standing() {
        Set<ChangeId> standing = new HashSet<>();
        if (activeChangeOrNull != null) {
            standing.add(activeChangeOrNull);
        }
        states.toggles().stream()
                .flatMap(toggle -> toggle.provisional().stream())
                .forEach(limit -> standing.add(ChangeId.parse(limit.change())));
        return Set.copyOf(standing);
    }

    /** By the clock of a node that is behind, what became law is law nevertheless. */
    public Instant notBeforeLaw(Instant now) {
        return now.isBefore(activeSince) ? activeSince : now;
    }

    /** Names what stands at an instant: the version, and how often something else stood since it became law. */
    public String tag(Instant now) {
        long passed = states.passed(activeSince, now);
        return passed == 0 ? Long.toString(states.version()) : states.version() + "." + passed;
    }

    /** @throws Conflict {@code STALE} when the states are at another version */
    void requireVersion(long baseVersion) {
        if (states.version() != baseVersion) {
            throw new Conflict(
                    ErrorCode.STALE,
                    "the region states are at version " + states.version() + ", not " + baseVersion,
                    Map.of("version", Long.toString(states.version())));
        }
    }

    @Override
    public String recordId() {
        return ID;
    }
}
