/**
 * The names that values of an enum have outside: lower case, as they stand in JSON, events and reports.
 *
 * <p>Invariant: a name read is a name written. May use: {@code error}.
 */
@NullMarked
package io.stakebook.core.wire;

import org.jspecify.annotations.NullMarked;
