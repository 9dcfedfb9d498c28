/**
 * Ways of keeping a ledger on PostgreSQL, the product's engine among them, and the load they are all given.
 *
 * <p>Invariants: every design books the same transfers under the same durability; each turn starts from a copy of the same
 * database; what was answered is what is in the books, or the run fails. Only {@link EngineDesign} knows the engine.
 */
@NullMarked
package io.stakebook.benchmarks.design;

import org.jspecify.annotations.NullMarked;
