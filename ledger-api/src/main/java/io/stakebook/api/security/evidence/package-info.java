/**
 * What a connection and a device say about where their caller is, for the policy.
 *
 * <p>Invariants: an address is looked up and forgotten, and believed only from a trusted proxy; what a device says makes a
 * decision stricter and never milder; what cannot be read closes no exit and no read. May use: {@code http.problem}, the core, the policy module.
 */
@NullMarked
package io.stakebook.api.security.evidence;

import org.jspecify.annotations.NullMarked;
