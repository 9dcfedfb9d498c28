package io.stakebook.core.customer;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.util.Optional;

/** Reads what was on file about a customer, version by version. */
public interface FactsHistory {

    /** Newest first; empty when there is no such customer. */
    Page<FactsChange, Long> of(CustomerId customer, Optional<Long> before, Limit limit);
}
