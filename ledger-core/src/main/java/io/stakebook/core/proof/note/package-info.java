/**
 * C2SP signed notes and the log's checkpoints in them.
 *
 * <p>Parsing is stricter than any public tool: one spelling of each note, no junk, no duplicate signature lines, and one
 * bad signature of a known key sinks the note. Checking uses the JDK's Ed25519; signing is behind {@link
 * io.stakebook.core.proof.note.NoteSigner}, so that the two are independent implementations.
 *
 * <p>May use: {@code proof}, {@code proof.merkle}.
 */
@NullMarked
package io.stakebook.core.proof.note;

import org.jspecify.annotations.NullMarked;
