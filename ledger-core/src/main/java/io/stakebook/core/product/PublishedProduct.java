package io.stakebook.core.product;

/** A product with the terms new subscriptions are made under. */
public record PublishedProduct(Product product, TermsVersion terms) {}
