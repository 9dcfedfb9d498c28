package io.stakebook.api.accrual;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.background.Background;
import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.accrual.AccrualReads;
import io.stakebook.core.accrual.AccrualRunner;
import io.stakebook.core.accrual.AccrualRuns;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.product.Products;
import java.time.LocalDate;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccrualJobsTest {

    private final IllegalStateException failure = new IllegalStateException("a query failed with SQL state 42P01");
    private final Background background = new Background(AccrualJobs.class);
    private final AccrualJobs jobs = new AccrualJobs(
            new AccrualRunner(
                    Background.broken(PostingEngine.class, failure),
                    Background.broken(AccrualReads.class, failure),
                    Background.broken(AccrualRuns.class, failure),
                    Background.broken(AccrualLines.class, failure),
                    Background.broken(Products.class, failure),
                    Background.broken(IdSource.class, failure),
                    1),
            Background.broken(AccrualRuns.class, failure),
            background.executor());

    @AfterEach
    void end() {
        background.close();
    }

    @Test
    void failureOutsideTheContract_isLoggedWithItsCauseAndItsKey() throws InterruptedException {
        jobs.finish(new ProductId("eth-flexible"), LocalDate.of(2026, 5, 1));

        background.await();
        assertThat(background.records()).singleElement().satisfies(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(record.getMessage())
                    .isEqualTo("event=accrual_run_interrupted key=eth-flexible/2026-05-01 code=UNEXPECTED");
            assertThat(record.getThrown()).isSameAs(failure);
        });
    }
}
