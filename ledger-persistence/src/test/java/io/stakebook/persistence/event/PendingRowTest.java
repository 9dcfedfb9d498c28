package io.stakebook.persistence.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.persistence.testing.TestBook;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PendingRowTest {

    private static PendingEvent.OfEntry entry() {
        return new PendingEvent.OfEntry(TestBook.ids().next());
    }

    private static PendingEvent.Told told() {
        return new PendingEvent.Told("house", "type", new byte[] {1});
    }

    @Test
    void entriesThatFollowOneAnother_shareARow_andNoticesKeepTheirPlaceAmongThem() {
        PendingEvent.OfEntry first = entry();
        PendingEvent.OfEntry second = entry();
        PendingEvent.Told between = told();
        PendingEvent.OfEntry third = entry();

        assertThat(PendingRow.of(List.of(first, second, between, third)))
                .containsExactly(
                        new PendingRow.Entries(List.of(first.entryId(), second.entryId())),
                        new PendingRow.Full(between),
                        new PendingRow.Entries(List.of(third.entryId())));
    }

    @Test
    void manyEntries_areCutIntoRowsOfAtMostAThousand_inOrder() {
        List<PendingEvent> events = Stream.<PendingEvent>generate(PendingRowTest::entry)
                .limit(2_500)
                .toList();

        List<UUID> named = new ArrayList<>();
        for (PendingRow row : PendingRow.of(events)) {
            PendingRow.Entries entries = (PendingRow.Entries) row;
            assertThat(entries.ids()).hasSizeLessThanOrEqualTo(PendingRow.MOST);
            named.addAll(entries.ids());
        }

        assertThat(named)
                .containsExactlyElementsOf(events.stream()
                        .map(event -> ((PendingEvent.OfEntry) event).entryId())
                        .toList());
    }

    @Test
    void noEvents_makeNoRow() {
        assertThat(PendingRow.of(List.of())).isEmpty();
    }
}
