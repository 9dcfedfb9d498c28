/** {@code bench posting} and {@code bench variants}: the engine against its yardsticks, and against itself. */
@NullMarked
package io.stakebook.benchmarks.posting;

import org.jspecify.annotations.NullMarked;
