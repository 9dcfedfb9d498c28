/**
 * Balances in memory: which accounts are held and how they move on, which balance rows are behind their postings and when they
 * follow (ADR 0011, 0013).
 *
 * <p>Invariants: what stands here may run ahead of the database or be wrong, and whoever writes by it has the fence prove it; an
 * account that is forgotten is read anew. Used by the engine's thread only. May use: {@code posting}, {@code posting.batch},
 * {@code sql}, JDBC; no JPA, no CDI.
 */
@NullMarked
package io.stakebook.persistence.posting.memory;

import org.jspecify.annotations.NullMarked;
