/** {@code bench restart}: how long a killed ledger takes to write again. */
@NullMarked
package io.stakebook.benchmarks.restart;

import org.jspecify.annotations.NullMarked;
