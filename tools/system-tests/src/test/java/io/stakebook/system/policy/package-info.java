/**
 * Compliance at work: regions are closed by two officers or at once by one, customers' requests tell where they are, and a
 * kept decision is decided again offline.
 *
 * <p>Invariants: whatever closes, the way out stays open.
 */
@NullMarked
package io.stakebook.system.policy;

import org.jspecify.annotations.NullMarked;
