/**
 * The key that signs checkpoints.
 *
 * <p>Invariant: the private key stays in this package and in no log. The only package that knows Bouncy Castle.
 * May use: {@code settings}, Bouncy Castle.
 */
@NullMarked
package io.stakebook.api.signing;

import org.jspecify.annotations.NullMarked;
