/**
 * Publishes the event log to Kafka in its order (docs/adr/0014). The only package that knows Kafka.
 *
 * <p>Invariant: readers of committed records see every event once, those of one owner in the order of the log, whatever failed
 * or stood still. May use: the core's {@code event}, {@code settings}, {@code background}.
 */
@NullMarked
package io.stakebook.api.relay;

import org.jspecify.annotations.NullMarked;
