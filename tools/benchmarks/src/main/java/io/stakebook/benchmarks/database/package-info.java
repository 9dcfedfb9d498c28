/**
 * One PostgreSQL of a benchmark's own, its databases, and what it says of their size and of its log.
 *
 * <p>Invariant: the server is durable ({@code fsync}, {@code synchronous_commit}, {@code full_page_writes}) or nothing runs.
 */
@NullMarked
package io.stakebook.benchmarks.database;

import org.jspecify.annotations.NullMarked;
