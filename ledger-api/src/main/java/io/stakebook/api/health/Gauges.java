package io.stakebook.api.health;

import io.stakebook.api.relay.Relay;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.event.EventLog;
import io.stakebook.core.posting.EngineFigures;
import io.stakebook.core.posting.EngineGauges;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.PolicySet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/** Figures of this node for Prometheus; counters of writes are kept where writes pass. */
@ApplicationScoped
public class Gauges {

    private final @Nullable MetricRegistry registry;
    private final @Nullable EventLog log;
    private final @Nullable Relay relay;
    private final @Nullable PolicySet policies;
    private final @Nullable EngineGauges engine;

    private static final long UNKNOWN = -1;

    /** For the container's proxy only. */
    protected Gauges() {
        this.registry = null;
        this.log = null;
        this.relay = null;
        this.policies = null;
        this.engine = null;
    }

    @Inject
    public Gauges(MetricRegistry registry, EventLog log, Relay relay, PolicySet policies, EngineGauges engine) {
        this.registry = registry;
        this.log = log;
        this.relay = relay;
        this.policies = policies;
        this.engine = engine;
    }

    void register(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        MetricRegistry metrics = registry;
        EventLog source = log;
        Relay publisher = relay;
        EngineGauges writer = engine;
        if (metrics == null || source == null || publisher == null || policies == null || writer == null) {
            return;
        }
        engine(metrics, writer);
        gauge(metrics, "stakebook_event_log_size", "Events that have their place in the log", source::size);
        gauge(
                metrics,
                "stakebook_events_waiting",
                "Events that wait for their place in the log",
                () -> source.status().waiting());
        gauge(
                metrics,
                "stakebook_relay_lag_events",
                "Events in the log that the broker has not acknowledged, -1 where that is not known: on a node that"
                        + " does not publish, or that never reached the broker",
                () -> publisher.state().lag());
        gauge(
                metrics,
                "stakebook_relay_failures",
                "Publishing sessions that ended in a failure",
                () -> publisher.state().failures());
        for (Policy policy : policies.policies()) {
            metrics.gauge(
                    Metadata.builder()
                            .withName("stakebook_policy_info")
                            .withDescription("Policies loaded, always 1")
                            .build(),
                    () -> 1L,
                    new Tag("policy", policy.id()),
                    new Tag("hash", policy.contentHash().substring(0, 12)));
        }
    }

    private static void engine(MetricRegistry metrics, EngineGauges engine) {
        watch(metrics, engine, "queue_depth", "Writes that wait now", EngineFigures::queued);
        watch(metrics, engine, "queue_capacity", "Writes that may wait", EngineFigures::queueCapacity);
        watch(metrics, engine, "lease_held", "1 while this node decides from memory", s -> s.leaseHeld() ? 1L : 0L);
        watch(metrics, engine, "lease_takeovers", "How often this node took the lease", EngineFigures::takeovers);
        watch(metrics, engine, "fence_losses", "Batches another writer overtook", EngineFigures::fenceLosses);
        watch(metrics, engine, "batches", "Transactions committed", EngineFigures::batches);
        watch(metrics, engine, "batched_commands", "Writes in those transactions", EngineFigures::batchedCommands);
        watch(metrics, engine, "replayed", "Kept answers given again", EngineFigures::replayed);
        watch(metrics, engine, "conflicts", "Writes told to decide again", EngineFigures::conflicts);
        watch(metrics, engine, "retried", "Attempts that failed and were run again", EngineFigures::retried);
        watch(metrics, engine, "failed", "Writes that ended unavailable or corrupt", EngineFigures::failed);
        watch(metrics, engine, "overloaded", "Writes turned away", EngineFigures::overloaded);
        watch(metrics, engine, "held_balances", "Balances in memory", EngineFigures::heldAccounts);
        watch(metrics, engine, "lagging_rows", "Balance rows behind their postings", EngineFigures::laggingRows);
        watch(metrics, engine, "rest_milliseconds", "Rested in favour of waiting events", EngineFigures::restMillis);
    }

    private static void watch(
            MetricRegistry metrics,
            EngineGauges engine,
            String name,
            String description,
            Function<EngineFigures, Long> value) {
        gauge(metrics, "stakebook_engine_" + name, description, () -> value.apply(engine.figures()));
    }

    private static void gauge(MetricRegistry metrics, String name, String description, Supplier<Long> value) {
        metrics.gauge(
                Metadata.builder().withName(name).withDescription(description).build(), () -> known(value));
    }

    /** A figure, or -1 while the database does not give it: one that throws would take all others with it. */
    public static long known(Supplier<Long> value) {
        try {
            return value.get();
        } catch (Unavailable away) { // Readiness says so, and why.
            return UNKNOWN;
        }
    }
}
