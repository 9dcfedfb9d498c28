/**
 * Policy decisions as a hash chain: each row's hash covers its own fields and the hash before it.
 *
 * <p>Invariant: the head row names the newest hash; recomputing the chain from the rows gives it again.
 * May use: {@code jpa}, {@code sql}.
 */
@NullMarked
package io.stakebook.persistence.decision;

import org.jspecify.annotations.NullMarked;
