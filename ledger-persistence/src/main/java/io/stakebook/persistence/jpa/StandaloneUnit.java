package io.stakebook.persistence.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import javax.sql.DataSource;

/** The persistence unit where there is no container to give it a data source: in tests and benchmarks. */
public final class StandaloneUnit {

    private StandaloneUnit() {}

    /**
     * Whoever opens it closes it.
     *
     * @param name of this one among those that are open in the process
     */
    public static EntityManagerFactory open(DataSource source, String name) {
        return Persistence.createEntityManagerFactory(
                "stakebook",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource",
                        "",
                        "jakarta.persistence.nonJtaDataSource",
                        source,
                        "eclipselink.session-name",
                        name));
    }
}
