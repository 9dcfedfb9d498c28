/**
 * Rows and queries of {@code core.regions}, and the engine's eye on the policy in force.
 *
 * <p>Invariant: the record stores are the only writers of these tables. May use: {@code customer}, {@code posting},
 * {@code sql}.
 */
@NullMarked
package io.stakebook.persistence.regions;

import org.jspecify.annotations.NullMarked;
