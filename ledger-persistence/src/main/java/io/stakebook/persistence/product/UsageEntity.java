package io.stakebook.persistence.product;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.product.ProductUsage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigInteger;

/** A row of {@code product_usage}, for reading. */
@Entity
@Table(name = "product_usage")
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class UsageEntity {

    @Id
    @Column(name = "product_id", updatable = false)
    String product;

    @Column(name = "principal", updatable = false)
    BigInteger principal;

    @Column(name = "version", updatable = false)
    long version;

    protected UsageEntity() {}

    ProductUsage toDomain() {
        return new ProductUsage(new ProductId(product), principal, version);
    }
}
