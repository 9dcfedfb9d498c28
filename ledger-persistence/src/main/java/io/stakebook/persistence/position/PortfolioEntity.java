package io.stakebook.persistence.position;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.position.Portfolio;
import io.stakebook.core.position.Position;
import io.stakebook.core.product.ProductKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code portfolio}, for reading. */
@Entity
@Table(name = "portfolio")
@IdClass(PortfolioEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class PortfolioEntity {

    @Id
    @Column(name = "customer_id", updatable = false)
    UUID customer;

    @Id
    @Column(name = "product_id", updatable = false)
    String product;

    @Column(name = "asset", updatable = false)
    String asset;

    @Column(name = "kind", updatable = false)
    String kind;

    @Column(name = "changed_at", updatable = false)
    OffsetDateTime changedAt;

    @Column(name = "version", updatable = false)
    long version;

    protected PortfolioEntity() {}

    Portfolio toDomain(List<Position> live) {
        return new Portfolio(
                new CustomerId(customer),
                new ProductId(product),
                new AssetCode(asset),
                ProductKind.valueOf(kind),
                changedAt.toInstant(),
                live,
                version);
    }

    /** The key as JPA wants it. */
    @SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
    static final class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        UUID customer;
        String product;

        Key() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && Objects.equals(customer, that.customer)
                    && Objects.equals(product, that.product);
        }

        @Override
        public int hashCode() {
            return Objects.hash(customer, product);
        }
    }
}
