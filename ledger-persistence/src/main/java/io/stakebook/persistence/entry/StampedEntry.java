package io.stakebook.persistence.entry;

import io.stakebook.core.journal.JournalEntry;
import java.time.Instant;

/**
 * An entry with the time it was recorded.
 *
 * @param recordedAt UTC, microseconds
 */
public record StampedEntry(JournalEntry entry, Instant recordedAt) {}
