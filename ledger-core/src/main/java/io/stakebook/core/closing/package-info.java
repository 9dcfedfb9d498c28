/**
 * Closing periods by value date: begin, go through the checklist, seal, freeze the trial balance, reopen by two people.
 *
 * <p>Invariants: one step at a time and in order; the trial balance of a closed period never changes; every close and
 * reopening leaves a row for ever; nothing is sealed over an open item of its checklist but by two people. May use:
 * {@code period}, {@code journal}, {@code posting}, {@code page}, {@code account}, {@code proof}, {@code money},
 * {@code wire}, {@code id}, {@code error}.
 */
@NullMarked
package io.stakebook.core.closing;

import org.jspecify.annotations.NullMarked;
