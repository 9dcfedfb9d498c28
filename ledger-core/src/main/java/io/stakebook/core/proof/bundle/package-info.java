/**
 * Signed export bundles: a directory that holds a stretch of the log, what proves it, and what finance reads.
 *
 * <p>{@code events/*.jsonl} is authoritative; {@code derived/} is a pure function of it, of the opening state and of the
 * format the manifest names, so a verifier renders it again and compares. The manifest lists every file with length and hash and is itself the newest leaf
 * of a second small log, the log of exports, whose checkpoint is signed: a dropped or replaced export is an inconsistency.
 * The format is in {@code docs/reference/export-format.md}.
 *
 * <p>May use: {@code proof} and its rooms.
 */
@NullMarked
package io.stakebook.core.proof.bundle;

import org.jspecify.annotations.NullMarked;
