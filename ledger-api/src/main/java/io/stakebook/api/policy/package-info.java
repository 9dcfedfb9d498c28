/**
 * Policies, region states, their changes and kept decisions over HTTP.
 *
 * <p>Invariant: nobody approves his own change, and an approval names the content it approves. May use: {@code http}, {@code security}, {@code submission}, the core.
 */
@NullMarked
package io.stakebook.api.policy;

import org.jspecify.annotations.NullMarked;
