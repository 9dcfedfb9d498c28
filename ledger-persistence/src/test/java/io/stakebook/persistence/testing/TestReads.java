package io.stakebook.persistence.testing;

import io.stakebook.persistence.jpa.Reads;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;

/** The persistence unit outside a container, on a test database. */
public final class TestReads {

    private TestReads() {}

    public static EntityManagerFactory factory(TestDatabase database) {
        return Persistence.createEntityManagerFactory(
                "stakebook",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource",
                        "",
                        "jakarta.persistence.nonJtaDataSource",
                        database.dataSource(),
                        "eclipselink.session-name",
                        database.name()));
    }

    public static Reads of(EntityManagerFactory factory) {
        return new Reads(factory);
    }
}
