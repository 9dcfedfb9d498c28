package io.stakebook.persistence.product;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.product.Product;
import io.stakebook.core.product.terms.ProductKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** A row of {@code product}, for reading. */
@Entity
@Table(name = "product")
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class ProductEntity {

    @Id
    @Column(name = "product_id", updatable = false)
    String id;

    @Column(name = "asset", updatable = false)
    String asset;

    @Column(name = "kind", updatable = false)
    String kind;

    @Column(name = "subscribe_enabled", updatable = false)
    boolean subscribeEnabled;

    @Column(name = "redeem_enabled", updatable = false)
    boolean redeemEnabled;

    @Column(name = "terms_version", updatable = false)
    int termsVersion;

    @Column(name = "created_at", updatable = false)
    OffsetDateTime createdAt;

    @Column(name = "last_run_day", updatable = false)
    LocalDate lastRunDay;

    @Column(name = "version", updatable = false)
    long version;

    protected ProductEntity() {}

    Product toDomain() {
        return new Product(
                new ProductId(id),
                new AssetCode(asset),
                ProductKind.valueOf(kind),
                subscribeEnabled,
                redeemEnabled,
                termsVersion,
                createdAt.toInstant(),
                lastRunDay,
                version);
    }
}
