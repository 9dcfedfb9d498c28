/**
 * Publishes the event log to Kafka in its order (docs/adr/0007). The only package that knows Kafka.
 *
 * <p>Invariant: events of one owner arrive in the order of the log, none is left out; after a failure some may arrive twice, with
 * the same sequence. May use: the core's {@code event}, {@code settings}.
 */
@NullMarked
package io.stakebook.api.relay;

import org.jspecify.annotations.NullMarked;
