/**
 * Strict reading of request bodies (I-JSON, RFC 7493): text to tree, tree to members with a type and a rule each.
 *
 * <p>Invariants: an unknown or repeated member is refused; an amount is never a JSON number; nothing is read beyond its limit;
 * all findings of a body are told at once, each with its pointer.
 * May use: {@code http.problem}, {@code http.json}, {@code settings}, the core.
 */
@NullMarked
package io.stakebook.api.http.body;

import org.jspecify.annotations.NullMarked;
