package io.stakebook.core.accrual.reward;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * The principal of one position from the start of a day until now, read from the postings of its principal account.
 *
 * @param opening units from postings effective before the start of the day
 * @param changes postings effective at or after it, in account order, up to the newest one
 */
public record PrincipalHistory(BigInteger opening, List<Change> changes) {

    public PrincipalHistory {
        changes = List.copyOf(changes);
        for (int i = 1; i < changes.size(); i++) {
            if (changes.get(i).at().isBefore(changes.get(i - 1).at())) {
                throw new IllegalArgumentException(
                        "principal moved at " + changes.get(i - 1).at() + " and then at "
                                + changes.get(i).at() + ", which is earlier");
            }
        }
    }

    /** @param after units from {@code at} on */
    public record Change(Instant at, BigInteger after) {}

    /** Units standing at an instant of the day, changes at that instant included. */
    BigInteger at(Instant instant) {
        BigInteger units = opening;
        for (Change change : changes) {
            if (change.at().isAfter(instant)) {
                break;
            }
            units = change.after();
        }
        return units;
    }

    /** Units standing just before an instant. */
    BigInteger before(Instant instant) {
        BigInteger units = opening;
        for (Change change : changes) {
            if (!change.at().isBefore(instant)) {
                break;
            }
            units = change.after();
        }
        return units;
    }

    /** Units now. */
    public BigInteger latest() {
        return changes.isEmpty() ? opening : changes.get(changes.size() - 1).after();
    }
}
