/**
 * The log's keys, in table {@code log_key}.
 *
 * <p>Invariant: a key is never changed but for being told of, and never taken away. May use: {@code posting}, {@code sql}.
 */
@NullMarked
package io.stakebook.persistence.logkey;

import org.jspecify.annotations.NullMarked;
