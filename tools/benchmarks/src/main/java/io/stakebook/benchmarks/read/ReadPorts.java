package io.stakebook.benchmarks.read;

import io.stakebook.core.journal.Balances;
import io.stakebook.core.journal.Journal;
import io.stakebook.persistence.journal.JpaBalances;
import io.stakebook.persistence.journal.JpaJournal;
import io.stakebook.persistence.jpa.Reads;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.Map;

/** The product's reads outside a container, on a connection pool of the persistence provider's. */
final class ReadPorts implements AutoCloseable {

    private final EntityManagerFactory factory;
    private final Reads reads;

    ReadPorts(int port, String database) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        settings.put("jakarta.persistence.jtaDataSource", "");
        settings.put("jakarta.persistence.jdbc.driver", "org.postgresql.Driver");
        settings.put(
                "jakarta.persistence.jdbc.url",
                "jdbc:postgresql://localhost:" + port + "/" + database + "?prepareThreshold=1");
        settings.put("jakarta.persistence.jdbc.user", "postgres");
        settings.put("jakarta.persistence.jdbc.password", "");
        factory = Persistence.createEntityManagerFactory("stakebook", settings);
        reads = new Reads(factory);
    }

    Balances balances() {
        return new JpaBalances(reads);
    }

    Journal journal() {
        return new JpaJournal(reads);
    }

    @Override
    public void close() {
        factory.close();
    }
}
