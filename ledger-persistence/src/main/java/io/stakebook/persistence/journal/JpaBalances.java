package io.stakebook.persistence.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.Balances;
import io.stakebook.persistence.jpa.Listing;
import io.stakebook.persistence.jpa.Reads;
import java.util.List;
import java.util.Optional;

/** Reads balances by JPA. */
public final class JpaBalances implements Balances {

    private static final String BALANCES = "select a, b from AccountEntity a join BalanceEntity b on b.account = a.id";

    private final Reads reads;

    public JpaBalances(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<Balance> find(AccountName account) {
        return read(listing().where("a.name = :name", "name", account.toString())).stream()
                .findFirst();
    }

    @Override
    public List<Balance> of(CustomerId customer) {
        return read(listing().where("a.customer = :customer", "customer", customer.value()));
    }

    @Override
    public List<Balance> house() {
        return read(listing().where("a.customer is null"));
    }

    private static Listing<Object[]> listing() {
        return new Listing<>(Object[].class, BALANCES).orderBy("a.name");
    }

    private List<Balance> read(Listing<Object[]> listing) {
        return reads.with(em -> listing.all(em).stream()
                .map(row -> ((BalanceEntity) row[1]).toDomain(((AccountEntity) row[0]).toDomain()))
                .toList());
    }
}
