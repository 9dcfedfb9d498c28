/**
 * A strict JSON reader and a small writer, bounded in depth and size.
 *
 * <p>May use: the JDK.
 */
@NullMarked
package io.stakebook.policy.json;

import org.jspecify.annotations.NullMarked;
