package io.stakebook.core.product;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.product.terms.Terms;
import io.stakebook.core.product.terms.TermsVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings a product into being, open for subscription under version 1 of its terms. */
public record CreateProduct(ProductId product, AssetCode asset, Terms terms) implements Command<PublishedProduct> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(Product.key(product)));
    }

    @Override
    public Plan<PublishedProduct> decide(Books books) {
        if (books.find(Product.class, product.value()).isPresent()) {
            throw new Rejected(
                    ErrorCode.ALREADY_EXISTS,
                    "product " + product + " exists already; publish new terms to change it",
                    Map.of("productId", product.value()));
        }
        Instant now = books.recordedAt();
        Product created = new Product(
                product,
                asset,
                terms.kind(),
                true,
                true,
                1,
                now,
                now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1),
                1);
        TermsVersion first = new TermsVersion(product, 1, now, terms);
        return new Plan.Accepted<>(
                new PublishedProduct(created, first),
                List.of(),
                List.of(created, first, ProductUsage.none(product)),
                Optional.empty(),
                List.of(ProductNotices.published(created, first)));
    }
}
