/**
 * The engine's sessions with the server: how one is opened and given up, how it is kept while nothing is said, what a failed
 * statement means, and how a node that stands still is kept from holding up the others.
 *
 * <p>Invariant: a session in doubt is thrown away, never used again. May use: {@code posting}, {@code posting.batch}, JDBC; no
 * JPA, no CDI.
 */
@NullMarked
package io.stakebook.persistence.posting.session;

import org.jspecify.annotations.NullMarked;
