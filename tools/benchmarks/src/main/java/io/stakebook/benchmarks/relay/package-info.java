/** {@code bench relay}: how fast a server brings the log to Kafka. */
@NullMarked
package io.stakebook.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
