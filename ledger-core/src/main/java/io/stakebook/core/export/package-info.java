/**
 * Signed exports: asking for one, writing it in the background, handing it out.
 *
 * <p>Invariants: one export is written at a time in the whole book, because each one signs the one before it into the log of
 * exports; an export starts at 0 or where a completed export ended; an export that was interrupted is written again from its
 * start and gives the same bundle. May use: {@code proof}, {@code logkey}, {@code posting}, {@code page}, {@code id},
 * {@code wire}, {@code error}.
 */
@NullMarked
package io.stakebook.core.export;

import org.jspecify.annotations.NullMarked;
