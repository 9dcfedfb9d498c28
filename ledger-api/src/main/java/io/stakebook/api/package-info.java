/**
 * The HTTP face of the ledger: JAX-RS resources by feature, security, the relay to Kafka and the wiring of pure objects.
 *
 * <p>Invariant: nothing here decides about money; a resource reads a request, submits a command and renders the outcome.
 * May use: the core's public types and ports. Never: persistence types.
 */
@NullMarked
package io.stakebook.api;

import org.jspecify.annotations.NullMarked;
