package io.stakebook.core.product;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.product.terms.SubscriptionBounds;
import java.math.BigInteger;

/**
 * Principal of all positions of a product together, in units; equals the sum of its position accounts.
 *
 * @param version grows by one with every change
 */
public record ProductUsage(ProductId product, BigInteger principal, long version) implements Stored {

    public ProductUsage {
        if (principal.signum() < 0) {
            throw new IllegalArgumentException(
                    "the principal in product " + product + " cannot be below zero: " + principal);
        }
    }

    public static ProductUsage none(ProductId product) {
        return new ProductUsage(product, BigInteger.ZERO, 0);
    }

    /** The key under which a command needs the usage of a product. */
    public static RecordKey key(ProductId product) {
        return new RecordKey(ProductUsage.class, product.value());
    }

    @Override
    public String recordId() {
        return product.value();
    }

    public boolean hasRoomFor(BigInteger units, SubscriptionBounds limits) {
        BigInteger capacity = limits.capacityOrNull();
        return capacity == null || principal.add(units).compareTo(capacity) <= 0;
    }

    public ProductUsage plus(BigInteger units) {
        return new ProductUsage(product, principal.add(units), version + 1);
    }

    public ProductUsage minus(BigInteger units) {
        return new ProductUsage(product, principal.subtract(units), version + 1);
    }
}
