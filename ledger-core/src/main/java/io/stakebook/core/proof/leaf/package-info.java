/**
 * The log's entries: CloudEvents 1.0 in structured JSON form, in the canonical profile, with the extensions that tie each
 * one to its place in the log and in its partition.
 *
 * <p>An {@link EventBody} is what a posting transaction knows; the sequencer finishes it into a {@link Leaf} with {@link
 * LeafBuilder}. A leaf's bytes never change afterwards: a new shape of data is a new {@code dataschema}.
 *
 * <p>May use: {@code proof}, {@code proof.canonical}, {@code proof.merkle}.
 */
@NullMarked
package io.stakebook.core.proof.leaf;

import org.jspecify.annotations.NullMarked;
