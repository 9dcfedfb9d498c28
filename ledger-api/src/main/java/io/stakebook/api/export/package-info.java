/**
 * Exports over HTTP, the worker that writes them, and the log's signed head.
 *
 * <p>Invariants: one export is written at a time in the whole book; the head and the key are open to everyone, because a
 * stranger needs them to check a bundle. May use: {@code http}, {@code security}, {@code submission}, {@code background},
 * the core's {@code export}.
 */
@NullMarked
package io.stakebook.api.export;

import org.jspecify.annotations.NullMarked;
