package io.stakebook.persistence.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.page.Limit;
import io.stakebook.persistence.product.JpaProducts;
import io.stakebook.persistence.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReadsTest {

    @Test
    void databaseThatIsAway_isSaidToBe_byLookUpsAndByLists() {
        TestDatabase database = TestDatabase.create();
        try (EntityManagerFactory factory = StandaloneUnit.open(database.dataSource(), database.name())) {
            JpaProducts products = new JpaProducts(new Reads(factory));
            ProductId id = new ProductId("eth-flexible");
            assertThat(products.find(id)).isEmpty();

            database.drop();

            assertThatThrownBy(() -> products.find(id)).isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> products.list(Optional.empty(), new Limit(10)))
                    .isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void queryThatTheDatabaseStops_isSaidToBeStopped() {
        TestDatabase database = TestDatabase.create();
        database.execute("alter database " + database.name() + " set statement_timeout = 1000");
        try (EntityManagerFactory factory = StandaloneUnit.open(database.dataSource(), database.name())) {
            Reads reads = new Reads(factory);

            assertThatThrownBy(() -> reads.with(manager -> manager.createNativeQuery("select 1 from pg_sleep(30)")
                            .getResultList()))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            stopped -> assertThat(stopped.code()).isEqualTo(ErrorCode.QUERY_TOO_LONG));
        }
    }

    @Test
    void failureThatDoesNotPass_isNotSaidToPass() {
        TestDatabase database = TestDatabase.create();
        try (EntityManagerFactory factory = StandaloneUnit.open(database.dataSource(), database.name())) {
            Reads reads = new Reads(factory);

            assertThatThrownBy(() -> reads.with(manager ->
                            manager.createNativeQuery("select nonsense").getResultList()))
                    .isInstanceOf(RuntimeException.class)
                    .isNotInstanceOf(Unavailable.class);
        }
    }
}
