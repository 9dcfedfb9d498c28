/**
 * Assets and amounts: integers of the smallest unit, never a floating-point number.
 *
 * <p>Invariant: the scale of an asset never changes; an amount never has more than 38 digits. May use: {@code error}.
 */
@NullMarked
package io.stakebook.core.money;

import org.jspecify.annotations.NullMarked;
