/** The log leaves the ledger: signed exports and who checks them, the key that signs, and the topic it is published to. */
@NullMarked
package io.stakebook.system.eventlog;

import org.jspecify.annotations.NullMarked;
