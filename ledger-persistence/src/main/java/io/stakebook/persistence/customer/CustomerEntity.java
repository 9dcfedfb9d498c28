package io.stakebook.persistence.customer;

import io.stakebook.core.customer.Customer;
import io.stakebook.core.id.CustomerId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A row of {@code customer}, for reading. */
@Entity
@Table(name = "customer")
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class CustomerEntity {

    @Id
    @Column(name = "customer_id", updatable = false)
    UUID id;

    @Column(name = "facts", updatable = false)
    String facts;

    @Column(name = "opened_at", updatable = false)
    OffsetDateTime openedAt;

    @Column(name = "facts_changed_at", updatable = false)
    OffsetDateTime factsChangedAt;

    @Column(name = "version", updatable = false)
    long version;

    protected CustomerEntity() {}

    Customer toDomain() {
        return new Customer(
                new CustomerId(id), FactLines.parse(facts), openedAt.toInstant(), factsChangedAt.toInstant(), version);
    }
}
