package io.stakebook.core.reconciliation.file;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Asset;

/** What a statement needs to know of a product: the asset its rewards are paid in. */
public record RewardProduct(ProductId id, Asset asset) {}
