/**
 * Subscribing, redeeming and looking at positions over HTTP.
 *
 * <p>Invariant: a user acts on his own positions only; another's is as unknown as one that does not exist. May use: {@code http}, {@code security}, {@code submission}, the core.
 */
@NullMarked
package io.stakebook.api.position;

import org.jspecify.annotations.NullMarked;
