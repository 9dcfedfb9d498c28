/** {@code bench reads}: reading one account of a large book through the product's ports. */
@NullMarked
package io.stakebook.benchmarks.read;

import org.jspecify.annotations.NullMarked;
