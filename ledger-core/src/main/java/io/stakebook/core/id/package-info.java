/**
 * Time-ordered identifiers, shown with a prefix that says what they name.
 *
 * <p>Invariant: text form is {@code prefix_} plus 32 lower-case hexadecimal digits. May use: {@code error}.
 */
@NullMarked
package io.stakebook.core.id;

import org.jspecify.annotations.NullMarked;
