package io.stakebook.core.reconciliation;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Asset;

/** What a statement needs to know of a product: the asset its rewards are paid in. */
record RewardProduct(ProductId id, Asset asset) {}
