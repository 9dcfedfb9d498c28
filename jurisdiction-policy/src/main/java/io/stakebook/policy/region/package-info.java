/**
 * Places a policy can name, and the state an officer has set for each.
 *
 * <p>Invariant: a region state only ever tightens what the policies permit, and no state closes an exit.
 * May use: {@code hash}, the JDK.
 */
@NullMarked
package io.stakebook.policy.region;

import org.jspecify.annotations.NullMarked;
