/**
 * A strict JSON reader and a small writer, bounded in depth and size.
 */
@NullMarked
package io.stakebook.policy.json;

import org.jspecify.annotations.NullMarked;
