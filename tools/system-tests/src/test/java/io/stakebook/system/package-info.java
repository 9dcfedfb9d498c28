/**
 * The whole system from outside: one stack per JVM (PostgreSQL, Kafka, Payara Micro), asked over HTTP, looked into over
 * JDBC and Kafka, and hurt on purpose. This room holds the running {@link io.stakebook.system.Ledger} and what tests of
 * several rooms do with it; the tests themselves lie in the rooms below, by what they are about, and none of these rooms
 * uses another. Classes named {@code *ST} run in the profile {@code system}.
 *
 * <p>Invariants: every answer of the API that passes through here is checked against the served contract; no test needs
 * another to have run; nothing asserts how fast the machine is, except where the product promises a time.
 */
@NullMarked
package io.stakebook.system;

import org.jspecify.annotations.NullMarked;
