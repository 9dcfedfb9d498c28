package io.stakebook.persistence.customer;

import io.stakebook.core.customer.Customer;
import io.stakebook.core.customer.Customers;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.jpa.FilteredQuery;
import io.stakebook.persistence.jpa.Reads;
import java.util.List;
import java.util.Optional;

/** Reads customers by JPA. */
public final class JpaCustomers implements Customers {

    private final Reads reads;

    public JpaCustomers(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<Customer> find(CustomerId id) {
        return reads.with(em ->
                Optional.ofNullable(em.find(CustomerEntity.class, id.value())).map(CustomerEntity::toDomain));
    }

    @Override
    public Page<Customer, CustomerId> list(Optional<CustomerId> after, Limit limit) {
        List<CustomerEntity> rows = reads.with(em -> new FilteredQuery<>(
                        CustomerEntity.class, "select c from CustomerEntity c")
                .where("c.id > :after", "after", after.map(CustomerId::value).orElse(null))
                .orderBy("c.id")
                .page(em, limit));
        return Page.of(rows.stream().map(CustomerEntity::toDomain).toList(), limit, Customer::id);
    }
}
