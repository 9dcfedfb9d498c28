package io.stakebook.api.submission;

import io.stakebook.api.OnePerNode;
import io.stakebook.core.posting.Outcome;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts what becomes of writes on this node. Labels hold outcomes and reason codes, of which there are few. */
@OnePerNode
public class PostingMetrics {

    private static final Pattern REASON = Pattern.compile("\"reasonCode\":\"([A-Z0-9_]{1,60})\"");

    /** A histogram and no timer: Payara 6.2025.10 shows a timer's quantiles in nanoseconds and calls them seconds. */
    private static final Metadata POSTING = Metadata.builder()
            .withName("stakebook_posting_milliseconds")
            .withDescription("From the submission of a write to its durable outcome")
            .build();

    private final MetricRegistry registry;

    @Inject
    public PostingMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counts an answer.
     *
     * @param dryRun nothing was written, so it is no posting and no refusal of one
     * @param startedNanos {@code System.nanoTime()} when the write was submitted
     */
    void answered(boolean dryRun, Outcome outcome, long startedNanos) {
        if (dryRun) {
            count("rehearsed");
            return;
        }
        registry.histogram(POSTING).update(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos));
        Matcher refusal = REASON.matcher(outcome.answer().body());
        boolean refused = outcome.answer().status() >= 400 && refusal.find();
        count(
                outcome.replayed()
                        ? "replayed"
                        : refused ? "refused" : outcome.answer().status() < 400 ? "accepted" : "rejected");
        if (refused && !outcome.replayed()) {
            registry.counter("stakebook_postings_refused", new Tag("reason", refusal.group(1)))
                    .inc();
        }
    }

    void failed() {
        count("failed");
    }

    private void count(String outcome) {
        registry.counter("stakebook_postings", new Tag("outcome", outcome)).inc();
    }
}
