package io.stakebook.core.product;

import io.stakebook.core.product.terms.TermsVersion;

/** A product with the terms new subscriptions are made under. */
public record PublishedProduct(Product product, TermsVersion terms) {}
