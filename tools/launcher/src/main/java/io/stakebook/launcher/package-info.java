/**
 * The front door's Java half: {@code demo} and {@code serve}. It parses the command line, starts processes and turns
 * every failure into one line on standard error and an exit status; it knows nothing of ledgers.
 */
@NullMarked
package io.stakebook.launcher;

import org.jspecify.annotations.NullMarked;
