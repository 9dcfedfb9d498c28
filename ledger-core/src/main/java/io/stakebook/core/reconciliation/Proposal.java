package io.stakebook.core.reconciliation;

import java.time.Instant;

/**
 * A resolution one person asked for and another has to approve; it changes nothing but the break's own row.
 *
 * @param note why, in the words of the person who asked
 */
public record Proposal(String note, String by, Instant at) {}
