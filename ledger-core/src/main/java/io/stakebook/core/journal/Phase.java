package io.stakebook.core.journal;

import io.stakebook.core.id.EntryId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of the named balances an entry moves (design 2, two-phase). A reservation is never changed: what becomes of it is
 * said by later entries that name it.
 */
public sealed interface Phase {

    /** The phases by name, for filters and lists. */
    enum Name {
        POSTED('P'),
        RESERVED('R'),
        SETTLED('S'),
        RELEASED('V');

        private final char code;

        Name(char code) {
            this.code = code;
        }

        /** As {@link Phase#code()}. */
        public char code() {
            return code;
        }

        public static Name of(char code) {
            for (Name name : values()) {
                if (name.code == code) {
                    return name;
                }
            }
            throw new IllegalArgumentException("no phase has the code " + code);
        }
    }

    /** The everyday entry: moves posted at once. */
    record Posted() implements Phase {}

    /**
     * Moves pending: the amounts are set aside.
     *
     * @param expiresAt when what is still open is given back, null for never
     */
    record Reserved(@Nullable Instant expiresAt) implements Phase {}

    /** Moves what it names from pending to posted. */
    record Settled(EntryId reservation) implements Phase {}

    /** Takes what it names out of pending again: a void or an expiry. */
    record Released(EntryId reservation) implements Phase {}

    /** The reservation this entry settles or releases. */
    default Optional<EntryId> ofReservation() {
        if (this instanceof Settled settled) {
            return Optional.of(settled.reservation());
        }
        return this instanceof Released released ? Optional.of(released.reservation()) : Optional.empty();
    }

    /** True when the entry moves posted balances, so that it belongs in the trial balance. */
    default boolean movesPosted() {
        return this instanceof Posted || this instanceof Settled;
    }

    /** True when the entry gives effect to what a reservation already counted; no limit can refuse it. */
    default boolean resolves() {
        return ofReservation().isPresent();
    }

    /** Lower-case wire form: {@code posted, reserved, settled, released}. */
    default String wire() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** First letter of the wire form in upper case except released, which is {@code V}: P, R, S, V. */
    default char code() {
        if (this instanceof Posted) {
            return 'P';
        }
        if (this instanceof Reserved) {
            return 'R';
        }
        return this instanceof Settled ? 'S' : 'V';
    }
}
