package io.stakebook.core.product;

import io.stakebook.core.product.terms.TermsVersion;

/** A product as it is shown: with its current terms and what is taken of its capacity. */
public record ProductView(Product product, TermsVersion terms, ProductUsage usage) {

    public ProductState state() {
        return product.state(usage, terms.terms().limits());
    }
}
