package io.stakebook.core.product;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.product.terms.ProductKind;
import io.stakebook.core.product.terms.SubscriptionBounds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * A product as it stands.
 *
 * @param termsVersion the version new subscriptions are made under
 * @param lastRunDay newest UTC day whose accrual run was started; before the first, the day before creation. No principal
 *     may move with effect inside a day at or before it
 * @param version grows by one with every change
 */
public record Product(
        ProductId id,
        AssetCode asset,
        ProductKind kind,
        boolean subscribeEnabled,
        boolean redeemEnabled,
        int termsVersion,
        Instant createdAt,
        LocalDate lastRunDay,
        long version)
        implements Stored {

    /** The key under which a command needs a product. */
    public static RecordKey key(ProductId id) {
        return new RecordKey(Product.class, id.value());
    }

    /** @throws NotFound {@code PRODUCT_UNKNOWN} */
    public static Product require(Books books, ProductId id) {
        return books.find(Product.class, id.value())
                .orElseThrow(() -> new NotFound(
                        ErrorCode.PRODUCT_UNKNOWN,
                        "there is no product \"" + id + "\"",
                        Map.of("productId", id.value())));
    }

    @Override
    public String recordId() {
        return id.value();
    }

    /** The first instant at which principal may move: the moment itself, or the end of the newest day being accrued. */
    public Instant earliestMove(Instant recordedAt) {
        Instant open = lastRunDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return recordedAt.isBefore(open) ? open : recordedAt;
    }

    public ProductState state(ProductUsage usage, SubscriptionBounds limits) {
        if (!subscribeEnabled) {
            return ProductState.STOPPED;
        }
        return usage.hasRoomFor(limits.minimum(), limits) ? ProductState.PURCHASABLE : ProductState.SOLD_OUT;
    }

    Product withTerms(int newVersion) {
        return new Product(
                id, asset, kind, subscribeEnabled, redeemEnabled, newVersion, createdAt, lastRunDay, version + 1);
    }

    Product switched(boolean subscribe, boolean redeem) {
        return new Product(id, asset, kind, subscribe, redeem, termsVersion, createdAt, lastRunDay, version + 1);
    }

    /** The product once the run of {@code day} has started. */
    public Product runStarted(LocalDate day) {
        return new Product(id, asset, kind, subscribeEnabled, redeemEnabled, termsVersion, createdAt, day, version + 1);
    }
}
