/** {@code bench soak}: whether the engine's rate holds while tables grow, checkpoints run and autovacuum works. */
@NullMarked
package io.stakebook.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
