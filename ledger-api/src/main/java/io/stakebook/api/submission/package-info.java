/**
 * The API's way to the one door for writes: idempotency key, fingerprint, submission, answer.
 *
 * <p>Invariant: every POST that writes goes through {@link io.stakebook.api.submission.Submitter}; its answer is what the
 * engine kept, byte for byte. A quote and a preview write nothing, so nothing is kept with their key and it is compared with
 * none. May use: {@code http}, {@code security}, the core's {@code posting}.
 */
@NullMarked
package io.stakebook.api.submission;

import org.jspecify.annotations.NullMarked;
