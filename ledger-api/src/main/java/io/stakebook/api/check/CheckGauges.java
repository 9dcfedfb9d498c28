package io.stakebook.api.check;

import io.stakebook.api.health.Gauges;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckRuns;
import io.stakebook.core.check.Standing;
import io.stakebook.core.wire.WireName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/** What is known of the book as gauges, the same on every node; -1 of what is not known. */
@ApplicationScoped
public class CheckGauges {

    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    private final @Nullable MetricRegistry registry;
    private final @Nullable CheckRuns runs;
    private final @Nullable Clock clock;
    private volatile @Nullable Looked looked;

    /** One scrape reads many gauges; it asks the database once. */
    private record Looked(Standing standing, long atNanos) {}

    /** For the container's proxy only. */
    protected CheckGauges() {
        this.registry = null;
        this.runs = null;
        this.clock = null;
    }

    @Inject
    public CheckGauges(MetricRegistry registry, CheckRuns runs, Clock clock) {
        this.registry = registry;
        this.runs = runs;
        this.clock = clock;
    }

    void register(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        MetricRegistry metrics = registry;
        CheckRuns source = runs;
        Clock now = clock;
        if (metrics == null || source == null || now == null) {
            return;
        }
        gauge(
                metrics,
                source,
                "stakebook_check_age_seconds",
                "Time since all of the book was last looked at",
                standing -> standing.checkedAt()
                        .map(at -> Duration.between(at, now.instant()).toSeconds())
                        .orElse(-1L));
        gauge(metrics, source, "stakebook_check_findings", "Findings that stand", Standing::found);
        for (CheckName name : CheckName.values()) {
            Tag check = new Tag("check", WireName.of(name));
            gauge(
                    metrics,
                    source,
                    "stakebook_check_rule_findings",
                    "Findings of a rule that stand",
                    standing -> of(standing, name, Standing.Last::found),
                    check);
            gauge(
                    metrics,
                    source,
                    "stakebook_check_duration_milliseconds",
                    "Length of the run in which the rule's check last came to its end",
                    standing -> of(standing, name, CheckGauges::millis),
                    check);
        }
    }

    private static long of(Standing standing, CheckName name, Function<Standing.Last, Long> figure) {
        Standing.Last last = standing.last().get(name);
        return last == null ? -1 : figure.apply(last);
    }

    private static long millis(Standing.Last last) {
        Duration took = last.tookOrNull();
        return took == null ? -1 : took.toMillis();
    }

    private void gauge(
            MetricRegistry metrics,
            CheckRuns source,
            String name,
            String description,
            Function<Standing, Long> figure,
            Tag... tags) {
        metrics.gauge(
                Metadata.builder().withName(name).withDescription(description).build(),
                () -> Gauges.known(() -> figure.apply(standing(source))),
                tags);
    }

    private Standing standing(CheckRuns source) {
        Looked before = looked;
        if (before != null && System.nanoTime() - before.atNanos() < FRESH_NANOS) {
            return before.standing();
        }
        Looked now = new Looked(source.standing(), System.nanoTime());
        looked = now;
        return now.standing();
    }
}
