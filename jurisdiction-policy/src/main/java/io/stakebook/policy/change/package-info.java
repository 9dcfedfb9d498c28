/**
 * How the states of regions change: proposed, previewed, approved by others, scheduled, active.
 *
 * <p>Invariant: approvals are bound to the content hash they were given for; nobody approves their own work.
 * May use: {@code region}.
 */
@NullMarked
package io.stakebook.policy.change;

import org.jspecify.annotations.NullMarked;
