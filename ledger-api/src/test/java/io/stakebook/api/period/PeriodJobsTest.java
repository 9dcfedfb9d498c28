package io.stakebook.api.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.background.Background;
import io.stakebook.core.closing.ClosingLedger;
import io.stakebook.core.closing.PeriodCloser;
import io.stakebook.core.closing.Periods;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.posting.PostingEngine;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeriodJobsTest {

    private final IllegalStateException failure = new IllegalStateException("a query failed with SQL state 42P01");
    private final Background background = new Background(PeriodJobs.class);
    private final PeriodJobs jobs = new PeriodJobs(
            new PeriodCloser(
                    Background.broken(PostingEngine.class, failure),
                    Background.broken(Periods.class, failure),
                    Background.broken(ClosingLedger.class, failure)),
            Background.broken(Periods.class, failure),
            background.executor());

    @AfterEach
    void end() {
        background.close();
    }

    @Test
    void failureOutsideTheContract_isLoggedWithItsCauseAndItsKey() throws InterruptedException {
        jobs.finish(PeriodId.parse("2026-05"));

        background.await();
        assertThat(background.records()).singleElement().satisfies(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(record.getMessage()).isEqualTo("event=period_close_interrupted period=2026-05 code=UNEXPECTED");
            assertThat(record.getThrown()).isSameAs(failure);
        });
    }
}
