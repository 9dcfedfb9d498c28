package io.stakebook.persistence.funding;

import io.stakebook.core.funding.Withdrawal;
import io.stakebook.core.funding.Withdrawals;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.jpa.FilteredQuery;
import io.stakebook.persistence.jpa.Reads;
import java.util.Optional;
import java.util.UUID;

/** Reads withdrawals by JPA. */
public final class JpaWithdrawals implements Withdrawals {

    private static final FilteredQuery.Key<WithdrawalEntity, UUID> KEY =
            new FilteredQuery.Key<>("w.id", UUID.class, withdrawal -> withdrawal.id);

    private final Reads reads;

    public JpaWithdrawals(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<Withdrawal> find(WithdrawalId id) {
        return reads.with(em ->
                Optional.ofNullable(em.find(WithdrawalEntity.class, id.value())).map(WithdrawalEntity::toDomain));
    }

    @Override
    public Page<Withdrawal, WithdrawalId> list(Query query, Optional<WithdrawalId> before, Limit limit) {
        Page<WithdrawalEntity, UUID> found = reads.with(em -> new FilteredQuery<>(
                        WithdrawalEntity.class, "select w from WithdrawalEntity w")
                .where(
                        "w.customer = :customer",
                        "customer",
                        query.customer() == null ? null : query.customer().value())
                .compare(
                        "w.state = :state",
                        "state",
                        query.state() == null ? null : query.state().name())
                .newestFirst(em, KEY, before.map(WithdrawalId::value), limit));
        return found.map(WithdrawalEntity::toDomain, WithdrawalId::new);
    }
}
