/**
 * The main job, lived once from end to end by a client of the public API that trusts nothing it is told: every accrued
 * unit is computed again by an arithmetic of its own, every balance is rebuilt from the event stream, and the export is
 * judged by the offline verifier.
 *
 * <p>May use HTTP, Kafka's consumer and the verifier; knows no class of the ledger. {@link
 * io.stakebook.launcher.demo.LedgerApi} is the only place that knows paths and field names. A step that does not hold is a
 * {@link io.stakebook.launcher.demo.StepFailed} with what was expected and what was found.
 */
@NullMarked
package io.stakebook.launcher.demo;

import org.jspecify.annotations.NullMarked;
