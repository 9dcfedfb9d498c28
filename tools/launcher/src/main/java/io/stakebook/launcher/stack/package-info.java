/**
 * The whole system on one machine: PostgreSQL, a Kafka broker, the server with the ledger's WAR, each a process of its
 * own.
 *
 * <p>Invariants: every wait is bounded; every failure is one {@link io.stakebook.launcher.stack.LaunchFailed} with one
 * line that names what failed and where its log is; nothing started here outlives the process that started it (a
 * {@link io.stakebook.launcher.stack.Reaper} sees to the case where that process is killed); every port is free when it
 * is chosen and bound to the loopback address; one process at a time has a run's directory. The demo and the system tests start
 * the same {@code Stack}.
 */
@NullMarked
package io.stakebook.launcher.stack;

import org.jspecify.annotations.NullMarked;
