/**
 * The system under faults: two servers of the ledger on one database and one broker, clients that write without pause, and
 * harm done from outside (signals, proxies, triggers planted in the database, a second session). The product holds no hook
 * for any of it.
 *
 * <p>Invariants: a client notes a write before it sends it and asks again with the same key until it is told; what it was
 * told is then held against the tables and the topic by {@link io.stakebook.system.fault.Judge}, which shares no code with
 * the ledger. The seed of a run is printed; {@code -Dstakebook.faults.seed=N} draws the same requests and harm again (the
 * order in which threads and processes run is the machine's own), {@code -Dstakebook.faults.rounds=N} goes on for longer;
 * {@code -Dstakebook.faults.settings=key=value,...} configures the servers otherwise.
 */
@NullMarked
package io.stakebook.system.fault;

import org.jspecify.annotations.NullMarked;
