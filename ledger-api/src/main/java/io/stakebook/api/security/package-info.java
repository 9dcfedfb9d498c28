/**
 * Who calls and from where: roles of the bearer token (MP-JWT), deny by default. What a connection and a device say is
 * found in a room of its own.
 *
 * <p>Invariants: a resource method without a roles annotation answers nobody; a token is diagnosed for its error message
 * only after the container refused it. May use: {@code security.evidence}, {@code http}, {@code settings}, the core, the policy module.
 */
@NullMarked
package io.stakebook.api.security;

import org.jspecify.annotations.NullMarked;
