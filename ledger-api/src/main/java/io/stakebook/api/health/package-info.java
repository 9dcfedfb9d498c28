/**
 * What operators and schedulers ask of a node: alive, ready, how far behind.
 *
 * <p>Invariant: the liveness check touches nothing outside the process; no identifier of a person or thing stands in a label.
 * May use: the core's ports, {@code relay}.
 */
@NullMarked
package io.stakebook.api.health;

import org.jspecify.annotations.NullMarked;
