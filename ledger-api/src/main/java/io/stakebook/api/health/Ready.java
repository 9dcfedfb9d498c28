package io.stakebook.api.health;

import io.stakebook.api.relay.Relay;
import io.stakebook.api.relay.RelayState;
import io.stakebook.core.check.CheckRuns;
import io.stakebook.core.check.Standing;
import io.stakebook.core.error.FailureLog;
import io.stakebook.core.event.EventLog;
import io.stakebook.core.posting.BookSchema;
import io.stakebook.core.posting.WriteAccess;
import io.stakebook.core.wire.WireName;
import io.stakebook.policy.model.PolicySet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * The node can work: the database answers with the schema in place and takes writes, this node reads what rules them, and
 * policies are loaded. The relay
 * and the state of the book stand here as data only: a broker that is away delays events, it does not stop the book; and a
 * finding is for people to look at, while customers must still get out. Alarms hang on the data and the metrics.
 */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {

    private static final Logger LOG = System.getLogger(Ready.class.getName());

    private final @Nullable EventLog log;
    private final @Nullable Relay relay;
    private final @Nullable PolicySet policies;
    private final @Nullable CheckRuns checks;
    private final @Nullable WriteAccess writes;
    private final @Nullable BookSchema schema;

    /** For the container's proxy only: health asks for its checks before there is a database to hand them. */
    protected Ready() {
        this.log = null;
        this.relay = null;
        this.policies = null;
        this.checks = null;
        this.writes = null;
        this.schema = null;
    }

    @Inject
    public Ready(
            EventLog log, Relay relay, PolicySet policies, CheckRuns checks, WriteAccess writes, BookSchema schema) {
        this.log = log;
        this.relay = relay;
        this.policies = policies;
        this.checks = checks;
        this.writes = writes;
        this.schema = schema;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("book");
        if (log == null || relay == null || policies == null || checks == null || writes == null || schema == null) {
            return response.down().build();
        }
        response.withData("policies", policies.policies().size()).withData("policyHash", policies.hash());
        try {
            Optional<WriteAccess.Refusal> refusal = writes.refusal();
            refusal.ifPresent(why -> {
                LOG.log(Level.WARNING, "event=not_ready reason=\"" + why.reason() + "\"");
                response.withData("databaseRefusal", why.reason());
            });
            schema.newer().ifPresent(version -> response.withData("schemaInDatabase", version));
            EventLog.Status status = log.status();
            RelayState state = relay.state();
            Standing standing = checks.standing();
            if (state.phase() == RelayState.Phase.BACKING_OFF || state.phase() == RelayState.Phase.DIVERGED) {
                response.withData("relayFailure", state.lastFailure());
            }
            standing.checkedAt().ifPresent(at -> response.withData("bookCheckedAt", at.toString()));
            return response.withData(
                            "database", refusal.map(WriteAccess.Refusal::state).orElse("up"))
                    .withData("schema", schema.known())
                    .withData("book", WireName.of(standing.word()))
                    .withData("bookFindings", standing.found())
                    .withData("logSize", status.size())
                    .withData("eventsWaiting", status.waiting())
                    .withData("sequencing", status.sequencing())
                    .withData("relay", WireName.of(state.phase()))
                    .withData("relayLag", state.lag())
                    .status(refusal.isEmpty())
                    .build();
        } catch (RuntimeException e) {
            FailureLog.tell(LOG, Level.WARNING, "event=not_ready", e);
            return response.withData("database", "unreachable").down().build();
        }
    }
}
