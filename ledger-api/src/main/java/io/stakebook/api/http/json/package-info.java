/**
 * Answers as JSON: one writer that only appends, so that the same calls always give the same bytes.
 *
 * <p>May use: the core.
 */
@NullMarked
package io.stakebook.api.http.json;

import org.jspecify.annotations.NullMarked;
