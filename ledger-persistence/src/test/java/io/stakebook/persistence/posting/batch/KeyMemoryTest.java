package io.stakebook.persistence.posting.batch;

import static io.stakebook.persistence.testing.TestEngine.counting;
import static io.stakebook.persistence.testing.TestEngine.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.posting.Submission;
import io.stakebook.persistence.testing.TestEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyMemoryTest {

    private final KeyMemory keys = new KeyMemory();

    private static Ticket<?> ticket(String key) {
        return new Ticket<>(TestEngine.submission(key(key), counting("n")));
    }

    @Test
    void keyNeverSeen_isTakenForNew_andIsSuspectFromThenOn() {
        Ticket<?> first = ticket("a");
        Ticket<?> again = ticket("a");

        assertThat(keys.suspects(List.of(first, ticket("b")))).isEmpty();
        assertThat(keys.suspects(List.of(again, ticket("c")))).containsExactly(again);
    }

    @Test
    void sameKeyTwiceInABatch_isSuspectTheSecondTime() {
        Ticket<?> second = ticket("a");

        assertThat(keys.suspects(List.of(ticket("a"), second))).containsExactly(second);
    }

    @Test
    void rehearsal_isLookedForAtOnce_soThatItsBatchIsNotDecidedTwice() {
        Submission<String> meant = TestEngine.submission(key("r"), counting("n"));
        Ticket<?> rehearsal = new Ticket<>(new Submission<>(meant.key(), meant.command(), meant.answers(), true));

        assertThat(keys.suspects(List.of(ticket("a"), rehearsal))).containsExactly(rehearsal);
    }

    @Test
    void openEyes_lookAtEveryKey() {
        keys.openEyes();
        Ticket<?> fresh = ticket("fresh");

        assertThat(keys.suspects(List.of(fresh))).containsExactly(fresh);
    }

    @Test
    void fiftyThousandKeys_areNearlyAllRemembered() {
        List<Ticket<?>> many = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            many.add(ticket("key-" + i));
        }
        assertThat(keys.suspects(many)).isEmpty();
        assertThat(keys.suspects(many)).hasSizeGreaterThan(40_000);
    }
}
