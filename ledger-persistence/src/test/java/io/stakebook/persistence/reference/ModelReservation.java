package io.stakebook.persistence.reference;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reservation of the model.
 *
 * @param state OPEN, SETTLED, VOIDED or EXPIRED
 * @param left what is still set aside of each line
 */
record ModelReservation(
        UUID id,
        List<Ask.Line> lines,
        List<BigInteger> left,
        @Nullable Instant expiresAt,
        String state) {

    static ModelReservation open(UUID id, List<Ask.Line> lines, @Nullable Instant expiresAt) {
        return new ModelReservation(
                id, lines, lines.stream().map(Ask.Line::units).toList(), expiresAt, "OPEN");
    }

    void requireOpen(Instant now) {
        if (state.equals("SETTLED") || state.equals("VOIDED")) {
            throw new Refusal("RESERVATION_RESOLVED");
        }
        if (state.equals("EXPIRED") || overdue(now)) {
            throw new Refusal("RESERVATION_EXPIRED");
        }
    }

    boolean overdue(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** The lines of everything that is left. */
    List<Ask.Line> rest() {
        List<Ask.Line> rest = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (left.get(i).signum() > 0) {
                rest.add(new Ask.Line(lines.get(i).account(), lines.get(i).debit(), left.get(i), null, List.of()));
            }
        }
        return rest;
    }

    /** Less a part, taken from the first lines that match. */
    ModelReservation less(Ask.Line part) {
        List<BigInteger> now = new ArrayList<>(left);
        BigInteger open = part.units();
        for (int i = 0; i < lines.size(); i++) {
            Ask.Line line = lines.get(i);
            if (line.account().equals(part.account()) && line.debit() == part.debit()) {
                BigInteger taken = now.get(i).min(open);
                now.set(i, now.get(i).subtract(taken));
                open = open.subtract(taken);
            }
        }
        if (open.signum() > 0) {
            throw new Refusal("RESERVATION_EXCEEDED");
        }
        boolean over = now.stream().allMatch(units -> units.signum() == 0);
        return new ModelReservation(id, lines, now, expiresAt, over ? "SETTLED" : state);
    }

    ModelReservation ended(String end) {
        return new ModelReservation(
                id, lines, left.stream().map(units -> BigInteger.ZERO).toList(), expiresAt, end);
    }

    boolean isOpen() {
        return state.equals("OPEN");
    }
}
