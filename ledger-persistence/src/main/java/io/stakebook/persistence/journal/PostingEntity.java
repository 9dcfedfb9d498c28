package io.stakebook.persistence.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.account.Side;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code posting}, for reading. */
@Entity
@Table(name = "posting")
@IdClass(PostingEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class PostingEntity {

    @Id
    @Column(name = "account_id", updatable = false)
    long account;

    @Id
    @Column(name = "account_seq", updatable = false)
    long sequence;

    @Column(name = "entry_id", updatable = false)
    UUID entry;

    @Column(name = "leg", updatable = false)
    int leg;

    @Column(name = "debit", updatable = false)
    boolean debit;

    @Column(name = "units", updatable = false)
    BigInteger units;

    @Column(name = "debits_after", updatable = false)
    BigInteger debitsAfter;

    @Column(name = "credits_after", updatable = false)
    BigInteger creditsAfter;

    @Column(name = "pending_debits_after", updatable = false)
    @Nullable
    BigInteger pendingDebitsAfter;

    @Column(name = "pending_credits_after", updatable = false)
    @Nullable
    BigInteger pendingCreditsAfter;

    protected PostingEntity() {}

    Posting toDomain(AccountName name) {
        return new Posting(name, debit ? Side.DEBIT : Side.CREDIT, new Amount(name.asset(), units));
    }

    Balance balanceAfter(AccountName name) {
        return new Balance(
                name,
                debitsAfter,
                creditsAfter,
                pendingDebitsAfter == null ? BigInteger.ZERO : pendingDebitsAfter,
                pendingCreditsAfter == null ? BigInteger.ZERO : pendingCreditsAfter,
                sequence,
                Limits.NONE);
    }

    /** The key as JPA wants it. */
    @SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
    static final class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        long account;
        long sequence;

        Key() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && account == that.account && sequence == that.sequence;
        }

        @Override
        public int hashCode() {
            return Objects.hash(account, sequence);
        }
    }
}
