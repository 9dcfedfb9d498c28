/**
 * What the server's connector would answer wrongly by itself, before any servlet or resource is asked.
 *
 * <p>Invariant: without it everything works but for what it mends, so a server that is built otherwise costs a warning and
 * nothing else. No thread is held by what has not arrived. May use: {@code http}, Grizzly's API; of the ledger its errors.
 */
@NullMarked
package io.stakebook.api.connector;

import org.jspecify.annotations.NullMarked;
