package io.stakebook.persistence.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.journal.Balance;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

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

    @Column(name = "pending_debits", updatable = false)
    BigInteger pendingDebits;

    @Column(name = "pending_credits", updatable = false)
    BigInteger pendingCredits;

    @Column(name = "limits_version", updatable = false)
    long limitsVersion;

    @Column(name = "min_posted", updatable = false)
    @Nullable
    BigInteger minPosted;

    @Column(name = "max_posted", updatable = false)
    @Nullable
    BigInteger maxPosted;

    @Column(name = "min_available", updatable = false)
    @Nullable
    BigInteger minAvailable;

    @Column(name = "max_available", updatable = false)
    @Nullable
    BigInteger maxAvailable;

    protected BalanceEntity() {}

    Balance toDomain(AccountName name) {
        Limits limits = new Limits(limitsVersion, minPosted, maxPosted, minAvailable, maxAvailable);
        return new Balance(name, debits, credits, pendingDebits, pendingCredits, sequence, limits);
    }
}
