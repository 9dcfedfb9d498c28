/**
 * Who calls and from where: roles of the bearer token (MP-JWT), deny by default, network evidence for the policy.
 *
 * <p>Invariants: a resource method without a roles annotation answers nobody; a client address is believed only from a
 * trusted proxy; a token is diagnosed for its error message only after the container refused it.
 * May use: {@code http}, {@code settings}, the core, the policy module.
 */
@NullMarked
package io.stakebook.api.security;

import org.jspecify.annotations.NullMarked;
