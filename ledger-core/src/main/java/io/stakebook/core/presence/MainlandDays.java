package io.stakebook.core.presence;

import io.stakebook.core.id.CustomerId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The days as they are kept.
 *
 * <p>Each method throws {@link io.stakebook.core.error.Unavailable} {@code OVERLOADED} when the store does not answer or
 * takes no writes.
 */
public interface MainlandDays {

    /** Keeps a day, or moves its end when it is kept already; an earlier end changes nothing. */
    void keep(MainlandDay day);

    /** @param now by the clock of the book */
    MainlandPast past(CustomerId customer, Instant now);

    /**
     * Removes days before {@code firstKept}, of any customer.
     *
     * @return how many, {@code atMost} or fewer
     */
    int forget(LocalDate firstKept, int atMost);
}
