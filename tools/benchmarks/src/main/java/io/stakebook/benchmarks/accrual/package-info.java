/**
 * A day's rewards for many customers: the product's own run, beside the rows it writes copied bare and written one position
 * at a time.
 */
@NullMarked
package io.stakebook.benchmarks.accrual;

import org.jspecify.annotations.NullMarked;
