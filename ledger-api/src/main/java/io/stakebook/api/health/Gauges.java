package io.stakebook.api.health;

import io.stakebook.api.OnePerNode;
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

/** Figures of this node for Prometheus; counters of writes are kept where writes pass. */
@OnePerNode
public class Gauges {

    private final MetricRegistry registry;
    private final EventLog log;
    private final Relay relay;
    private final PolicySet policies;
    private final EngineGauges engine;

    private static final long UNKNOWN = -1;

    @Inject
    public Gauges(MetricRegistry registry, EventLog log, Relay relay, PolicySet policies, EngineGauges engine) {
        this.registry = registry;
        this.log = log;
        this.relay = relay;
        this.policies = policies;
        this.engine = engine;
    }

    void register(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        engine();
        gauge("stakebook_event_log_size", "Events that have their place in the log", log::size);
        gauge(
                "stakebook_events_waiting",
                "Events that wait for their place in the log",
                () -> log.status().waiting());
        gauge(
                "stakebook_relay_lag_events",
                "Events in the log that the broker has not acknowledged, -1 where that is not known: on a node that"
                        + " does not publish, or that never reached the broker",
                () -> relay.state().lag());
        gauge(
                "stakebook_relay_failures",
                "Publishing sessions that ended in a failure",
                () -> relay.state().failures());
        for (Policy policy : policies.policies()) {
            registry.gauge(
                    Metadata.builder()
                            .withName("stakebook_policy_info")
                            .withDescription("Policies loaded, always 1")
                            .build(),
                    () -> 1L,
                    new Tag("policy", policy.id()),
                    new Tag("hash", policy.shortHash()));
        }
    }

    private void engine() {
        watch("queue_depth", "Writes that wait now", EngineFigures::queued);
        watch("queue_capacity", "Writes that may wait", EngineFigures::queueCapacity);
        watch("lease_held", "1 while this node decides from memory", s -> s.leaseHeld() ? 1L : 0L);
        watch("lease_takeovers", "How often this node took the lease", EngineFigures::takeovers);
        watch("fence_losses", "Batches another writer overtook", EngineFigures::fenceLosses);
        watch("batches", "Transactions committed", EngineFigures::batches);
        watch("batched_commands", "Writes in those transactions", EngineFigures::batchedCommands);
        watch("replayed", "Kept answers given again", EngineFigures::replayed);
        watch("conflicts", "Writes told to decide again", EngineFigures::conflicts);
        watch("retried", "Attempts that failed and were run again", EngineFigures::retried);
        watch("failed", "Writes that ended unavailable or corrupt", EngineFigures::failed);
        watch("overloaded", "Writes turned away", EngineFigures::overloaded);
        watch("held_balances", "Balances in memory", EngineFigures::heldAccounts);
        watch("lagging_rows", "Balance rows behind their postings", EngineFigures::laggingRows);
        watch("rest_milliseconds", "Rested in favour of waiting events", EngineFigures::restMillis);
    }

    private void watch(String name, String description, Function<EngineFigures, Long> value) {
        gauge("stakebook_engine_" + name, description, () -> value.apply(engine.figures()));
    }

    private void gauge(String name, String description, Supplier<Long> value) {
        registry.gauge(
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
