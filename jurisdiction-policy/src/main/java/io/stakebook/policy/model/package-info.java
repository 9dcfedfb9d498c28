/**
 * Policies as data: rules over a finite set of classed attributes, each rule cited and tested.
 *
 * <p>Invariant: a loaded policy holds no code and no patterns, only lists, so every property of it can be
 * enumerated.
 * May use: {@code facts}, {@code hash}, {@code region}.
 */
@NullMarked
package io.stakebook.policy.model;

import org.jspecify.annotations.NullMarked;
