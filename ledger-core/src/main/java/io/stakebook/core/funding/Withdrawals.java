package io.stakebook.core.funding;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads withdrawals. */
public interface Withdrawals {

    Optional<Withdrawal> find(WithdrawalId id);

    /**
     * Newest first by id (ids are time-ordered); null members of the query do not restrict. The state is only compared: a page
     * looks at no more than {@value Limit#MOST_LOOKED_AT} withdrawals, and may come short, even empty, with a cursor that leads on.
     */
    Page<Withdrawal, WithdrawalId> list(Query query, Optional<WithdrawalId> before, Limit limit);

    record Query(@Nullable CustomerId customer, @Nullable WithdrawalState state) {}
}
