package io.stakebook.persistence.generaljournal;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.id.CustomerId;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class JdbcKnownFactsTest {

    private final TestDatabase database = TestDatabase.create();
    private final JdbcKnownFacts facts = new JdbcKnownFacts(new BookReader(database.dataSource()), 2);

    @Test
    void customersUsedLast_areRemembered() {
        CustomerId first = customer();
        CustomerId second = customer();
        CustomerId third = customer();
        look(first);
        look(second);
        look(first);
        look(third);

        database.tamper("delete from customer"); // Whoever is known now is remembered.

        assertThat(look(first, second, third)).containsExactlyInAnyOrder(first, third);
    }

    private Set<CustomerId> look(CustomerId... customers) {
        return facts.look(Set.of(customers), Set.of()).customers();
    }

    private CustomerId customer() {
        CustomerId customer = TestBook.customer();
        database.execute("""
                insert into customer (customer_id, residency, facts, opened_at, facts_changed_at, version)
                values ('%s', 'SG', '{}', now(), now(), 1)
                """.formatted(customer.value()));
        return customer;
    }
}
