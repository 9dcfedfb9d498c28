/** {@code bench checks}: what the checker takes of a large book, check by check. */
@NullMarked
package io.stakebook.benchmarks.check;

import org.jspecify.annotations.NullMarked;
