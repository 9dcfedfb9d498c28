package io.stakebook.benchmarks.read;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.journal.Balances;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.page.Limit;
import io.stakebook.persistence.journal.JpaBalances;
import io.stakebook.persistence.journal.JpaJournal;
import io.stakebook.persistence.jpa.Reads;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The product's reads outside a container, on a connection pool of the persistence provider's. All this package knows. */
final class ReadPorts implements AutoCloseable {

    private final EntityManagerFactory factory;
    private final Balances balances;
    private final Journal journal;

    /** What stood on a page. */
    record Page(long first, long last) {}

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
        Reads reads = new Reads(factory);
        balances = new JpaBalances(reads);
        journal = new JpaJournal(reads);
    }

    /** Reads an account's balance and tells its version. */
    long version(AccountName account) {
        return balances.find(account).orElseThrow().sequence();
    }

    /** Reads the newest lines of an account before a sequence and tells the sequences of the first and the last. */
    Page page(AccountName account, long before, int lines) {
        List<Journal.AccountPosting> items =
                journal.postings(account, Optional.of(before), new Limit(lines)).items();
        return new Page(
                items.get(0).accountSequence(), items.get(items.size() - 1).accountSequence());
    }

    @Override
    public void close() {
        factory.close();
    }
}
