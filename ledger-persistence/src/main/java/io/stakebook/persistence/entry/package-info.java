/**
 * Reads journal entries back as the domain knows them, many by id at once.
 *
 * <p>May use: {@code sql}. Writes nothing.
 */
@NullMarked
package io.stakebook.persistence.entry;

import org.jspecify.annotations.NullMarked;
