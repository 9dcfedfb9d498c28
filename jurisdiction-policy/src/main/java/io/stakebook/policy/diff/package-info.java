/**
 * What changes from one set of policies to another, over every case that the rules of either can tell apart.
 *
 * <p>Invariant: a change is shown by facts that the real engine decided under both sets; the enumeration only finds them.
 * May use: {@code decision}, {@code facts}, {@code json}, {@code model}, {@code region}.
 */
@NullMarked
package io.stakebook.policy.diff;

import org.jspecify.annotations.NullMarked;
