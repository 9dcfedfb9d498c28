package io.stakebook.core.product;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.product.terms.Terms;
import io.stakebook.core.product.terms.TermsVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Publishes new terms. New subscriptions are made under them at once; a flexible product accrues at the new rate from the
 * next UTC day; fixed positions keep the version they were opened under.
 *
 * @param baseVersion the version the author saw, so that two authors do not overwrite each other
 */
public record PublishTerms(ProductId product, int baseVersion, Terms terms) implements Command<PublishedProduct> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(Product.key(product)));
    }

    @Override
    public Plan<PublishedProduct> decide(Books books) {
        Product current = Product.require(books, product);
        if (current.termsVersion() != baseVersion) {
            throw new Conflict(
                    ErrorCode.STALE,
                    "the terms of " + product + " are at version " + current.termsVersion() + ", not " + baseVersion
                            + "; look at them before publishing over them",
                    Map.of("termsVersion", Integer.toString(current.termsVersion())));
        }
        if (current.kind() != terms.kind()) {
            throw new Rejected(
                    ErrorCode.TERMS_KIND_MISMATCH,
                    "product " + product + " is " + current.kind() + " and cannot get terms that are " + terms.kind(),
                    Map.of("productId", product.value()));
        }
        Product changed = current.withTerms(baseVersion + 1);
        TermsVersion published = new TermsVersion(product, baseVersion + 1, books.recordedAt(), terms);
        return new Plan.Accepted<>(
                new PublishedProduct(changed, published),
                List.of(),
                List.of(changed, published),
                Optional.empty(),
                List.of(ProductNotices.published(changed, published)));
    }
}
