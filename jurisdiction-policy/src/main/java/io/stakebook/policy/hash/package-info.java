/**
 * SHA-256 by the JDK.
 *
 * <p>May use: the JDK.
 */
@NullMarked
package io.stakebook.policy.hash;

import org.jspecify.annotations.NullMarked;
