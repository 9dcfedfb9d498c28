/**
 * What finance writes by hand (entries, reservations, reversals, limits, batches), what of it cannot stand, and the check
 * of the book.
 */
@NullMarked
package io.stakebook.system.journal;

import org.jspecify.annotations.NullMarked;
