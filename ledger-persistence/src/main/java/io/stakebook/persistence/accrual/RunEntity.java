package io.stakebook.persistence.accrual;

import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.RunManifest;
import io.stakebook.core.accrual.RunState;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.money.AssetCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code accrual_run}, for reading. */
@Entity
@Table(name = "accrual_run")
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class RunEntity {

    @Id
    @Column(name = "run_id", updatable = false)
    UUID id;

    @Column(name = "product_id", updatable = false)
    String product;

    @Column(name = "day", updatable = false)
    LocalDate day;

    @Column(name = "asset", updatable = false)
    String asset;

    @Column(name = "rate_version", updatable = false)
    int rateVersion;

    @Column(name = "state", updatable = false)
    String state;

    @Column(name = "started_at", updatable = false)
    OffsetDateTime startedAt;

    @Column(name = "completed_at", updatable = false)
    @Nullable
    OffsetDateTime completedAt;

    @Column(name = "inputs_hash", updatable = false)
    @Nullable
    String inputsHash;

    @Column(name = "portfolios", updatable = false)
    @Nullable
    Long portfolios;

    @Column(name = "lines", updatable = false)
    @Nullable
    Long lines;

    @Column(name = "entries", updatable = false)
    @Nullable
    Long entries;

    @Column(name = "debits", updatable = false)
    @Nullable
    BigInteger debits;

    @Column(name = "base_units", updatable = false)
    @Nullable
    BigInteger baseUnits;

    @Column(name = "commission_units", updatable = false)
    @Nullable
    BigInteger commissionUnits;

    @Column(name = "backed_units", updatable = false)
    @Nullable
    BigInteger backedUnits;

    @Column(name = "unbacked_units", updatable = false)
    @Nullable
    BigInteger unbackedUnits;

    @Column(name = "version", updatable = false)
    long version;

    protected RunEntity() {}

    AccrualRun toDomain() {
        return new AccrualRun(
                new RunId(id),
                new ProductId(product),
                new AssetCode(asset),
                day,
                rateVersion,
                RunState.valueOf(state),
                startedAt.toInstant(),
                completedAt == null ? null : completedAt.toInstant(),
                inputsHash == null ? null : manifest(inputsHash),
                version);
    }

    private RunManifest manifest(String hash) {
        return new RunManifest(
                hash,
                Objects.requireNonNull(portfolios),
                Objects.requireNonNull(lines),
                Objects.requireNonNull(entries),
                Objects.requireNonNull(debits),
                Objects.requireNonNull(baseUnits),
                Objects.requireNonNull(commissionUnits),
                Objects.requireNonNull(backedUnits),
                Objects.requireNonNull(unbackedUnits));
    }
}
