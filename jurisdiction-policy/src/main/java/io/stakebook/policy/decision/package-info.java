/**
 * The outcome of an evaluation and the engine that makes it.
 *
 * <p>Invariant: {@link io.stakebook.policy.decision.Decision.Permitted} is made by the engine alone, so that
 * holding one proves that the law was asked.
 * May use: {@code facts}, {@code hash}, {@code model}, {@code region}.
 */
@NullMarked
package io.stakebook.policy.decision;

import org.jspecify.annotations.NullMarked;
