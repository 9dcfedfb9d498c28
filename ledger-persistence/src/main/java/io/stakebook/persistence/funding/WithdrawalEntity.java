package io.stakebook.persistence.funding;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.funding.Withdrawal;
import io.stakebook.core.funding.WithdrawalState;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.AssetCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code withdrawal}, for reading. */
@Entity
@Table(name = "withdrawal")
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class WithdrawalEntity {

    @Id
    @Column(name = "withdrawal_id", updatable = false)
    UUID id;

    @Column(name = "customer_id", updatable = false)
    UUID customer;

    @Column(name = "asset", updatable = false)
    String asset;

    @Column(name = "units", updatable = false)
    BigInteger units;

    @Column(name = "source", updatable = false)
    String source;

    @Column(name = "address", updatable = false)
    String address;

    @Column(name = "state", updatable = false)
    String state;

    @Column(name = "decision_id", updatable = false)
    UUID decision;

    @Column(name = "requested_at", updatable = false)
    OffsetDateTime requestedAt;

    @Column(name = "settled_at", updatable = false)
    @Nullable
    OffsetDateTime settledAt;

    @Column(name = "tx_hash", updatable = false)
    @Nullable
    String txHash;

    @Column(name = "version", updatable = false)
    long version;

    protected WithdrawalEntity() {}

    Withdrawal toDomain() {
        return new Withdrawal(
                new WithdrawalId(id),
                new CustomerId(customer),
                new Amount(new AssetCode(asset), units),
                Wallet.valueOf(source),
                address,
                WithdrawalState.valueOf(state),
                new DecisionId(decision),
                requestedAt.toInstant(),
                settledAt == null ? null : settledAt.toInstant(),
                txHash,
                version);
    }
}
