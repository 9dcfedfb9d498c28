package io.stakebook.api.check;

import io.stakebook.api.OnePerNode;
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
@OnePerNode
public class CheckGauges {

    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    private final MetricRegistry registry;
    private final CheckRuns runs;
    private final Clock clock;
    private volatile @Nullable Looked looked;

    /** One scrape reads many gauges; it asks the database once. */
    private record Looked(Standing standing, long atNanos) {}

    @Inject
    public CheckGauges(MetricRegistry registry, CheckRuns runs, Clock clock) {
        this.registry = registry;
        this.runs = runs;
        this.clock = clock;
    }

    void register(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        gauge(
                "stakebook_check_age_seconds",
                "Time since all of the book was last looked at",
                standing -> standing.checkedAt()
                        .map(at -> Duration.between(at, clock.instant()).toSeconds())
                        .orElse(-1L));
        gauge("stakebook_check_findings", "Findings that stand", Standing::found);
        for (CheckName name : CheckName.values()) {
            Tag check = new Tag("check", WireName.of(name));
            gauge(
                    "stakebook_check_rule_findings",
                    "Findings of a rule that stand",
                    standing -> of(standing, name, Standing.Last::found),
                    check);
            gauge(
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

    private void gauge(String name, String description, Function<Standing, Long> figure, Tag... tags) {
        registry.gauge(
                Metadata.builder().withName(name).withDescription(description).build(),
                () -> Gauges.known(() -> figure.apply(standing())),
                tags);
    }

    private Standing standing() {
        Looked before = looked;
        if (before != null && System.nanoTime() - before.atNanos() < FRESH_NANOS) {
            return before.standing();
        }
        Looked now = new Looked(runs.standing(), System.nanoTime());
        looked = now;
        return now.standing();
    }
}
