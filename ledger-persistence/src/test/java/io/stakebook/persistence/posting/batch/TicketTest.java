package io.stakebook.persistence.posting.batch;

import static io.stakebook.persistence.testing.TestEngine.counting;
import static io.stakebook.persistence.testing.TestEngine.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.persistence.testing.TestEngine;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TicketTest {

    private static final Instant FIRST = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant SECOND = FIRST.plusSeconds(1);

    private final Ticket<?> ticket = new Ticket<>(TestEngine.submission(key("a"), counting("n")));

    @Test
    void outcomeOfAnAttemptWhoseAnswerWasLost_isTheTicketsOwn_alsoAfterALaterOneSurelyFailed() {
        ticket.attempt(FIRST);
        ticket.doubt();
        ticket.attempt(SECOND);
        ticket.withdraw();

        assertThat(ticket.wrote(FIRST)).isTrue();
        assertThat(ticket.wrote(SECOND)).isFalse();
        assertThat(ticket.doubtful()).isTrue();
    }

    @Test
    void failureBeforeAnythingWasAttempted_leavesNoDoubt() {
        ticket.attempt(FIRST);
        ticket.withdraw();
        ticket.doubt();

        assertThat(ticket.doubtful()).isFalse();
        assertThat(ticket.wrote(FIRST)).isFalse();
    }
}
