package io.stakebook.core.customer;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.util.Optional;

/** Reads customers. */
public interface Customers {

    Optional<Customer> find(CustomerId id);

    /** In the order of their ids. */
    Page<Customer, CustomerId> list(Optional<CustomerId> after, Limit limit);
}
