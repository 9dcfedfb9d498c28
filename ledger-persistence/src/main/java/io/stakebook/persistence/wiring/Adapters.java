package io.stakebook.persistence.wiring;

import io.stakebook.core.clock.ClockOffsets;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.event.Origin;
import io.stakebook.core.money.Assets;
import io.stakebook.core.posting.BookSchema;
import io.stakebook.core.posting.EngineGauges;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.posting.WriteAccess;
import io.stakebook.core.presence.MainlandDays;
import io.stakebook.persistence.clock.JpaClockOffsets;
import io.stakebook.persistence.jpa.Reads;
import io.stakebook.persistence.presence.JdbcMainlandDays;
import io.stakebook.persistence.schema.SchemaMigrator;
import io.stakebook.persistence.schema.SchemaWatch;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.DatabaseWriteAccess;
import io.stakebook.persistence.sql.Snapshot;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.region.RegionStates;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The database, the node and what adapters read with, made by constructor: what hangs on what is read here. The ports of a
 * theme have their beans in a class beside this one.
 */
@ApplicationScoped
@DataSourceDefinition(
        name = "java:app/jdbc/stakebook",
        className = "io.stakebook.persistence.wiring.PooledSource",
        url = "${MPCONFIG=stakebook.db.url}",
        user = "${MPCONFIG=stakebook.db.user}",
        password = "${MPCONFIG=stakebook.db.password}",
        transactional = true,
        initialPoolSize = 2,
        minPoolSize = 2,
        maxPoolSize = 16,
        properties = {
            "fish.payara.max-wait-time-in-millis=5000",
            "fish.payara.is-connection-validation-required=true",
            // One that the server ended while it lay in the pool is found by asking it; switching auto-commit asks
            // nothing.
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
            // Each is asked by itself; failing all for one would lose the places of those that are out.
            "fish.payara.fail-all-connections=false"
        })
@SuppressWarnings("NullAway.Init") // The container sets the two resources before anything is produced.
public class Adapters {

    private static final Logger LOG = System.getLogger(Adapters.class.getName());

    @PersistenceUnit(unitName = "stakebook")
    EntityManagerFactory persistence;

    @Resource(lookup = "java:app/jdbc/stakebook")
    DataSource pool;

    @Resource
    ManagedExecutorService completions;

    @Produces
    @Singleton
    BookDatabase database() {
        return BookDatabase.read(ConfigProvider.getConfig());
    }

    @Produces
    @Singleton
    BookSchema schema(BookDatabase database) {
        database.await(database.direct());
        String version = new SchemaMigrator(database.patient(), database.acceptedSchema()).migrate();
        String newer = new SchemaWatch(version, database.direct())
                .newer()
                .map(there -> "; schemaInDatabase=" + there + " is newer, and accepted")
                .orElse("");
        LOG.log(Level.INFO, "schema=" + version + " is in place" + newer);
        return new SchemaWatch(version, pool);
    }

    /** @param schema in place before a node looks at the book */
    @Produces
    @Singleton
    Node node(BookSchema schema, BookDatabase database, PolicySet policies, Origin origin) {
        return new Node(
                database.direct(),
                Clock.systemUTC(),
                new PolicyEngine(policies, RegionStates.empty()),
                origin,
                EngineSettings.read(ConfigProvider.getConfig()),
                completions);
    }

    void stop(@Disposes Node node) {
        node.close();
    }

    @Produces
    @Singleton
    Clock clock(Node node) {
        return node.clock();
    }

    @Produces
    @Singleton
    Assets assets(Node node) {
        return node.assets();
    }

    @Produces
    @Singleton
    PostingEngine engine(Node node) {
        return node.engine();
    }

    @Produces
    @Singleton
    EngineGauges gauges(Node node) {
        return node.engine();
    }

    @Produces
    @Dependent
    ActivePolicy policy(Node node) {
        return node.policy();
    }

    /** Reads wait for the node, so that they find the schema; so do the reader and the snapshot below. */
    @Produces
    @Singleton
    Reads reads(Node node) {
        return new Reads(persistence);
    }

    @Produces
    @Singleton
    BookReader reader(Node node) {
        return new BookReader(pool);
    }

    @Produces
    @Singleton
    Snapshot snapshot(Node node) {
        return new Snapshot(pool);
    }

    @Produces
    @Singleton
    MainlandDays mainlandDays(BookReader reader) {
        return new JdbcMainlandDays(reader, pool);
    }

    @Produces
    @Singleton
    ClockOffsets clockOffsets(Reads reads) {
        return new JpaClockOffsets(reads);
    }

    @Produces
    @Singleton
    WriteAccess writeAccess(Node node) {
        WriteAccess database = new DatabaseWriteAccess(pool);
        return () -> database.refusal().or(node::refusal);
    }
}
