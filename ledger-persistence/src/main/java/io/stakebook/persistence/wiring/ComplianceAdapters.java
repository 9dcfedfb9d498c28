package io.stakebook.persistence.wiring;

import io.stakebook.core.customer.Customers;
import io.stakebook.core.customer.FactsHistory;
import io.stakebook.core.decision.Decisions;
import io.stakebook.persistence.customer.JdbcFactsHistory;
import io.stakebook.persistence.customer.JpaCustomers;
import io.stakebook.persistence.decision.JpaDecisions;
import io.stakebook.persistence.jpa.Reads;
import io.stakebook.persistence.regions.JdbcRegions;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Customers and their facts, decisions and the states of regions. */
@ApplicationScoped
public class ComplianceAdapters {

    @Produces
    @Singleton
    Customers customers(Reads reads) {
        return new JpaCustomers(reads);
    }

    @Produces
    @Singleton
    FactsHistory factsHistory(BookReader reader) {
        return new JdbcFactsHistory(reader);
    }

    @Produces
    @Singleton
    Decisions decisions(Reads reads) {
        return new JpaDecisions(reads);
    }

    /** Implements the three ports of {@code core.regions}. */
    @Produces
    @Singleton
    JdbcRegions regions(Snapshot snapshot) {
        return new JdbcRegions(snapshot);
    }
}
