/**
 * {@code bench rest}: the whole stack behind its HTTP interface, asked by a process of its own.
 *
 * <p>Invariant: the load process keeps one thread and no connection pool; what it costs is printed beside what it measured.
 */
@NullMarked
package io.stakebook.benchmarks.rest;

import org.jspecify.annotations.NullMarked;
