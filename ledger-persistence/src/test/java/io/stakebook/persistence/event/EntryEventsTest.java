package io.stakebook.persistence.event;

import static io.stakebook.persistence.testing.TestBook.eth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.leaf.EventBody;
import io.stakebook.core.proof.leaf.EventSchemas;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestEngine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntryEventsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");

    private final EntryEvents events = TestEngine.events();

    /** Otherwise an entry in the book could keep the log waiting for ever. */
    @Property(tries = 300)
    void entryThatIsAdmitted_hasAnEventThatAVerifierReads(@ForAll("entries") JournalEntry entry) {
        boolean admitted = true;
        try {
            events.admit(entry);
        } catch (Malformed refused) {
            admitted = false;
        }
        assertThat(admitted).isEqualTo(canBeTold(entry));
    }

    private boolean canBeTold(JournalEntry entry) {
        try {
            EventBody body = events.body(entry, NOW);
            EventSchemas.check(body);
            byte[] bytes = body.toBytes();
            assertThat(EventBody.parse(bytes)).isEqualTo(body);
            return bytes.length + EntryEvents.PLACE_BYTES <= Leaf.LONGEST;
        } catch (Malformed refused) {
            return false;
        }
    }

    @Provide
    Arbitrary<JournalEntry> entries() {
        Arbitrary<String> memos =
                Arbitraries.of("moved by hand", "naïve", "cafe\u0301", "tab\there", "x".repeat(1_001));
        Arbitrary<String> sources = Arbitraries.of("PROTOCOL_STAKING", "not a name", "");
        Arbitrary<Instant> times = Arbitraries.of(
                NOW, Instant.EPOCH, Instant.parse("0000-06-01T00:00:00Z"), Instant.parse("+10000-01-01T00:00:00Z"));
        Arbitrary<Integer> pairs = Arbitraries.of(1, 2, 31, 32, 33, 200, 400);
        Arbitrary<Phase> phases = Arbitraries.of(
                new Phase.Posted(),
                new Phase.Reserved(null),
                new Phase.Reserved(NOW),
                new Phase.Reserved(NOW.plusNanos(1)),
                new Phase.Released(new EntryId(TestBook.ids().next())));
        return Combinators.combine(
                        memos.injectNull(0.5),
                        sources.injectNull(0.5),
                        times,
                        pairs,
                        phases,
                        Arbitraries.of(true, false))
                .as(EntryEventsTest::entry);
    }

    private static JournalEntry entry(
            @Nullable String memo, @Nullable String source, Instant at, int pairs, Phase phase, boolean carried) {
        CustomerId customer = TestBook.customer();
        List<Posting> lines = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            lines.add(Posting.debit(TestBook.omnibus(), eth(1)));
            lines.add(Posting.credit(TestBook.spot(customer), eth(1)));
        }
        LocalDate day = LocalDate.of(2026, 11, 22);
        return new JournalEntry(
                new EntryId(TestBook.ids().next()),
                EntryKind.DEPOSIT,
                phase,
                at,
                day,
                carried ? day.minusDays(30) : null,
                new EntryContext(customer, null, null, null, source, null, null, memo, null),
                lines);
    }

    @Test
    void everydayEntry_isAdmitted() {
        assertThatCode(() -> events.admit(TestBook.deposit(TestBook.customer(), 5, NOW)))
                .doesNotThrowAnyException();
    }

    @Test
    void memoThatNoLeafMayHold_isRefusedWithItsReason() {
        JournalEntry entry = entry("tab\there", null, NOW, 1, new Phase.Posted(), false);

        assertThatThrownBy(() -> events.admit(entry))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("control character U+0009");
    }

    @Test
    void salts_areNeverGivenTwice() {
        Salts salts = new Salts(new java.util.Random(3));
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            drawn.add(salts.next());
        }
        assertThat(drawn).doesNotHaveDuplicates().allMatch(salt -> salt.matches("[0-9a-f]{32}"));
    }
}
