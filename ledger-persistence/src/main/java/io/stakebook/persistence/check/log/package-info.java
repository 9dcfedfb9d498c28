/**
 * Checks of the signed word of the book: the event log, its exports, manifests of runs, the chain of decisions.
 *
 * <p>Invariant: every leaf is read and hashed again.
 * May use: {@code check.frame}, {@code decision}, {@code sql}, {@code core.proof}, JDBC.
 */
@NullMarked
package io.stakebook.persistence.check.log;

import org.jspecify.annotations.NullMarked;
