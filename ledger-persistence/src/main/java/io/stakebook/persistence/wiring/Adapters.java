package io.stakebook.persistence.wiring;

import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.accrual.AccrualReads;
import io.stakebook.core.accrual.AccrualRuns;
import io.stakebook.core.check.CheckRuns;
import io.stakebook.core.check.Checker;
import io.stakebook.core.clock.ClockOffsets;
import io.stakebook.core.closing.ClosingLedger;
import io.stakebook.core.closing.OpenWork;
import io.stakebook.core.closing.Periods;
import io.stakebook.core.customer.Customers;
import io.stakebook.core.customer.FactsHistory;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.decision.Decisions;
import io.stakebook.core.event.EventLog;
import io.stakebook.core.event.Leadership;
import io.stakebook.core.event.Origin;
import io.stakebook.core.export.ExportJobs;
import io.stakebook.core.export.LeafLog;
import io.stakebook.core.funding.Withdrawals;
import io.stakebook.core.generaljournal.AccountLimits;
import io.stakebook.core.generaljournal.KnownFacts;
import io.stakebook.core.journal.AccountHistory;
import io.stakebook.core.journal.Balances;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.journal.TrialBalance;
import io.stakebook.core.logkey.LogKeys;
import io.stakebook.core.money.Assets;
import io.stakebook.core.position.Positions;
import io.stakebook.core.posting.BookSchema;
import io.stakebook.core.posting.EngineGauges;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.posting.WriteAccess;
import io.stakebook.core.presence.MainlandDays;
import io.stakebook.core.product.Products;
import io.stakebook.core.reconciliation.AccruedDays;
import io.stakebook.core.reconciliation.Reconciliations;
import io.stakebook.core.reservation.Reservations;
import io.stakebook.persistence.accrual.JdbcAccrualReads;
import io.stakebook.persistence.accrual.JpaAccrualLines;
import io.stakebook.persistence.accrual.JpaAccrualRuns;
import io.stakebook.persistence.check.BookChecker;
import io.stakebook.persistence.check.JdbcCheckRuns;
import io.stakebook.persistence.clock.JpaClockOffsets;
import io.stakebook.persistence.customer.JdbcFactsHistory;
import io.stakebook.persistence.customer.JpaCustomers;
import io.stakebook.persistence.decision.JpaDecisions;
import io.stakebook.persistence.event.StoredEventLog;
import io.stakebook.persistence.export.JdbcExportJobs;
import io.stakebook.persistence.export.JdbcLeafLog;
import io.stakebook.persistence.funding.JpaWithdrawals;
import io.stakebook.persistence.generaljournal.JdbcAccountLimits;
import io.stakebook.persistence.generaljournal.JdbcKnownFacts;
import io.stakebook.persistence.journal.JdbcAccountHistory;
import io.stakebook.persistence.journal.JdbcBalances;
import io.stakebook.persistence.journal.JpaJournal;
import io.stakebook.persistence.journal.JpaTrialBalance;
import io.stakebook.persistence.jpa.Reads;
import io.stakebook.persistence.leadership.AdvisoryLeadership;
import io.stakebook.persistence.logkey.JdbcLogKeys;
import io.stakebook.persistence.period.JdbcClosingLedger;
import io.stakebook.persistence.period.JdbcOpenWork;
import io.stakebook.persistence.period.JdbcPeriods;
import io.stakebook.persistence.position.JpaPositions;
import io.stakebook.persistence.presence.JdbcMainlandDays;
import io.stakebook.persistence.product.JpaProducts;
import io.stakebook.persistence.reconciliation.JdbcAccruedDays;
import io.stakebook.persistence.reconciliation.JdbcReconciliations;
import io.stakebook.persistence.regions.JdbcRegions;
import io.stakebook.persistence.reservation.JdbcReservations;
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

/** A bean for every port this module implements, made by constructor: what hangs on what is read here. */
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

    /** Reads wait for the node, so that they find the schema. */
    @Produces
    @Singleton
    Reads reads(Node node) {
        return new Reads(persistence);
    }

    @Produces
    @Singleton
    Snapshot snapshot(Node node) {
        return new Snapshot(pool);
    }

    @Produces
    @Singleton
    Customers customers(Reads reads) {
        return new JpaCustomers(reads);
    }

    @Produces
    @Singleton
    FactsHistory factsHistory(Node node) {
        return new JdbcFactsHistory(new BookReader(pool));
    }

    @Produces
    @Singleton
    Products products(Reads reads) {
        return new JpaProducts(reads);
    }

    @Produces
    @Singleton
    Positions positions(Reads reads) {
        return new JpaPositions(reads);
    }

    @Produces
    @Singleton
    Withdrawals withdrawals(Reads reads) {
        return new JpaWithdrawals(reads);
    }

    @Produces
    @Singleton
    Decisions decisions(Reads reads) {
        return new JpaDecisions(reads);
    }

    @Produces
    @Singleton
    MainlandDays mainlandDays(Node node) {
        return new JdbcMainlandDays(new BookReader(pool), pool);
    }

    @Produces
    @Singleton
    ClockOffsets clockOffsets(Reads reads) {
        return new JpaClockOffsets(reads);
    }

    @Produces
    @Singleton
    Journal journal(Reads reads) {
        return new JpaJournal(reads);
    }

    @Produces
    @Singleton
    Balances balances(Node node) {
        return new JdbcBalances(new BookReader(pool), node.clock());
    }

    @Produces
    @Singleton
    AccountHistory accountHistory(Node node) {
        return new JdbcAccountHistory(new BookReader(pool));
    }

    @Produces
    @Singleton
    TrialBalance trialBalance(Reads reads, Clock clock) {
        return new JpaTrialBalance(reads, clock);
    }

    @Produces
    @Singleton
    AccrualRuns accrualRuns(Reads reads) {
        return new JpaAccrualRuns(reads);
    }

    @Produces
    @Singleton
    AccrualLines accrualLines(Reads reads) {
        return new JpaAccrualLines(reads);
    }

    @Produces
    @Singleton
    AccrualReads accrualReads(Snapshot snapshot) {
        return new JdbcAccrualReads(snapshot);
    }

    /** Implements the three ports of {@code core.regions}. */
    @Produces
    @Singleton
    JdbcRegions regions(Snapshot snapshot) {
        return new JdbcRegions(snapshot);
    }

    @Produces
    @Singleton
    Periods periods(Snapshot snapshot) {
        return new JdbcPeriods(snapshot);
    }

    @Produces
    @Singleton
    ClosingLedger closingLedger(BookDatabase database, Snapshot snapshot) {
        return new JdbcClosingLedger(database.direct(), snapshot);
    }

    @Produces
    @Singleton
    OpenWork openWork(Snapshot snapshot) {
        return new JdbcOpenWork(snapshot);
    }

    @Produces
    @Singleton
    EventLog eventLog(Snapshot snapshot, Node node) {
        return new StoredEventLog(snapshot, node.sequencer()::leading);
    }

    @Produces
    @Singleton
    WriteAccess writeAccess(Node node) {
        WriteAccess database = new DatabaseWriteAccess(pool);
        return () -> database.refusal().or(node::refusal);
    }

    @Produces
    @Singleton
    Leadership leadership(BookDatabase database, Node node) {
        return new AdvisoryLeadership(database.direct());
    }

    @Produces
    @Singleton
    LeafLog leafLog(Node node) {
        return new JdbcLeafLog(new BookReader(pool));
    }

    @Produces
    @Singleton
    LogKeys logKeys(BookDatabase database, Node node) {
        return new JdbcLogKeys(new BookReader(pool), database.direct());
    }

    @Produces
    @Singleton
    ExportJobs exportJobs(BookDatabase database, Node node) {
        return new JdbcExportJobs(new BookReader(pool), database.direct());
    }

    @Produces
    @Singleton
    AccruedDays accruedDays(Node node) {
        return new JdbcAccruedDays(new BookReader(pool));
    }

    @Produces
    @Singleton
    Reconciliations reconciliations(Node node) {
        return new JdbcReconciliations(new BookReader(pool));
    }

    @Produces
    @Singleton
    Reservations reservations(Node node) {
        return new JdbcReservations(new BookReader(pool));
    }

    @Produces
    @Singleton
    AccountLimits accountLimits(Node node) {
        return new JdbcAccountLimits(new BookReader(pool));
    }

    @Produces
    @Singleton
    KnownFacts knownFacts(Node node) {
        return new JdbcKnownFacts(new BookReader(pool));
    }

    @Produces
    @Singleton
    Checker checker(Snapshot snapshot, Node node) {
        return new BookChecker(snapshot, node.clock());
    }

    @Produces
    @Singleton
    CheckRuns checkRuns(Snapshot snapshot) {
        return new JdbcCheckRuns(snapshot);
    }
}
