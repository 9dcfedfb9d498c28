/**
 * What is known about a subject, its session and the act, at one instant.
 *
 * <p>Invariant: facts are normalised once, on the way in; an absent field is not known, never assumed.
 * May use: {@code json}, {@code region}.
 */
@NullMarked
package io.stakebook.policy.facts;

import org.jspecify.annotations.NullMarked;
