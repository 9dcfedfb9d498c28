/**
 * Reservations: amounts set aside by an entry of phase reserved, until they are settled, voided or expired.
 *
 * <p>Invariant: what was settled and released of a reservation never exceeds what was reserved, and it is resolved once.
 * The row is a projection of the entries that name the reservation. May use: {@code wire}, {@code posting} and
 * what is below them.
 */
@NullMarked
package io.stakebook.core.reservation;

import org.jspecify.annotations.NullMarked;
