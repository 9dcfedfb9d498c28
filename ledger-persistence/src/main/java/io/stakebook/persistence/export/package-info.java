/**
 * Export jobs and the event log's reading side in PostgreSQL (migration V21).
 *
 * <p>Invariants: whoever moves a job on holds the export seat, a session advisory lock, and does so on the session that holds
 * it; no snapshot is held while an export is written: the log is read in pages, a statement each. May use: {@code posting} (the port of its store), {@code sql}.
 */
@NullMarked
package io.stakebook.persistence.export;

import org.jspecify.annotations.NullMarked;
