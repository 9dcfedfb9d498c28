package io.stakebook.core.reconciliation.file;

import io.stakebook.core.id.ProductId;
import java.util.Optional;

/** Looks up the products a statement may name. */
@FunctionalInterface
public interface RewardProducts {

    Optional<RewardProduct> find(ProductId product);
}
