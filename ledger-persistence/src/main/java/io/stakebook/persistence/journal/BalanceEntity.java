package io.stakebook.persistence.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.journal.Balance;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigInteger;

/** A row of {@code balance}, for reading. */
@Entity
@Table(name = "balance")
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class BalanceEntity {

    @Id
    @Column(name = "account_id", updatable = false)
    long account;

    @Column(name = "debits", updatable = false)
    BigInteger debits;

    @Column(name = "credits", updatable = false)
    BigInteger credits;

    @Column(name = "sequence", updatable = false)
    long sequence;

    protected BalanceEntity() {}

    Balance toDomain(AccountName name) {
        return new Balance(name, debits, credits, sequence);
    }
}
