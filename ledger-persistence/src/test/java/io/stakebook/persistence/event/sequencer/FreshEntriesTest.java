package io.stakebook.persistence.event.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.journal.JournalEntry;
import io.stakebook.persistence.entry.StampedEntry;
import io.stakebook.persistence.testing.TestBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FreshEntriesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final FreshEntries fresh = new FreshEntries();

    @Test
    void entryThatWasAdded_isGivenAwayOnce() {
        StampedEntry entry = entry();
        fresh.add(List.of(entry));

        assertThat(fresh.take(List.of(id(entry))))
                .containsOnly(org.assertj.core.api.Assertions.entry(id(entry), entry));
        assertThat(fresh.take(List.of(id(entry)))).isEmpty();
        assertThat(fresh.lines()).isZero();
    }

    @Test
    void newerEntries_areLeftOut_whenThereIsNoRoom() {
        List<StampedEntry> many = new ArrayList<>();
        for (int i = 0; i < FreshEntries.MOST_LINES / 2 + 10; i++) {
            many.add(entry());
        }
        many.forEach(one -> fresh.add(List.of(one)));

        assertThat(fresh.lines()).isEqualTo(FreshEntries.MOST_LINES);
        assertThat(fresh.take(List.of(id(many.get(0))))).hasSize(1);
        assertThat(fresh.take(List.of(id(many.get(many.size() - 1))))).isEmpty();
    }

    @Test
    void entryNobodyAsksFor_givesItsRoomBack() {
        fresh.add(List.of(entry()));
        for (int round = 0; round < 300; round++) {
            fresh.take(List.of());
        }

        assertThat(fresh.lines()).isZero();
    }

    private static StampedEntry entry() {
        JournalEntry deposit = TestBook.deposit(TestBook.customer(), 1, NOW);
        return new StampedEntry(deposit, NOW);
    }

    private static UUID id(StampedEntry recorded) {
        return recorded.entry().id().value();
    }
}
