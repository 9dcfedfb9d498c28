package io.stakebook.persistence.position;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.position.Position;
import io.stakebook.core.position.PositionState;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.product.terms.ProductKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code position}, for reading. */
@Entity
@Table(name = "position")
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class PositionEntity {

    @Id
    @Column(name = "position_id", updatable = false)
    UUID id;

    @Column(name = "customer_id", updatable = false)
    UUID customer;

    @Column(name = "product_id", updatable = false)
    String product;

    @Column(name = "asset", updatable = false)
    String asset;

    @Column(name = "kind", updatable = false)
    String kind;

    @Column(name = "terms_version", updatable = false)
    int termsVersion;

    @Column(name = "subscribed", updatable = false)
    BigInteger subscribed;

    @Column(name = "principal", updatable = false)
    BigInteger principal;

    @Column(name = "state", updatable = false)
    String state;

    @Column(name = "opened_at", updatable = false)
    OffsetDateTime openedAt;

    @Column(name = "accrual_from", updatable = false)
    OffsetDateTime accrualFrom;

    @Column(name = "matures_at", updatable = false)
    @Nullable
    OffsetDateTime maturesAt;

    @Column(name = "accrued_until", updatable = false)
    OffsetDateTime accruedUntil;

    @Column(name = "base_carry", updatable = false)
    BigInteger baseCarry;

    @Column(name = "commission_carry", updatable = false)
    BigInteger commissionCarry;

    @Column(name = "reward_accrued", updatable = false)
    BigInteger rewardAccrued;

    @Column(name = "reward_paid", updatable = false)
    BigInteger rewardPaid;

    @Column(name = "reward_forfeited", updatable = false)
    BigInteger rewardForfeited;

    @Column(name = "closed_at", updatable = false)
    @Nullable
    OffsetDateTime closedAt;

    @Column(name = "settled", updatable = false)
    boolean settled;

    protected PositionEntity() {}

    Position toDomain() {
        return new Position(
                new PositionId(id),
                termsVersion,
                subscribed,
                principal,
                PositionState.valueOf(state),
                openedAt.toInstant(),
                accrualFrom.toInstant(),
                maturesAt == null ? null : maturesAt.toInstant(),
                accruedUntil.toInstant(),
                baseCarry,
                commissionCarry,
                rewardAccrued,
                rewardPaid,
                rewardForfeited,
                closedAt == null ? null : closedAt.toInstant(),
                settled);
    }

    PositionView toView() {
        return new PositionView(
                new CustomerId(customer),
                new ProductId(product),
                new AssetCode(asset),
                ProductKind.valueOf(kind),
                toDomain());
    }
}
