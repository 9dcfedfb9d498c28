package io.stakebook.api.reconciliation;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.product.Products;
import io.stakebook.core.reconciliation.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The assets a statement is about; for one answer, in which products repeat. */
final class StatementAssets {

    private final Products products;
    private final Map<ProductId, AssetCode> known = new HashMap<>();

    StatementAssets(Products products) {
        this.products = products;
    }

    /** By its lines, and where it was read without them by its products, whose asset never changes. */
    SortedSet<AssetCode> of(Statement statement) {
        SortedSet<AssetCode> held = new TreeSet<>();
        statement.lines().forEach(line -> held.add(line.asset()));
        if (held.isEmpty()) {
            statement.products().forEach(product -> held.add(known.computeIfAbsent(product, this::asset)));
        }
        return held;
    }

    private AssetCode asset(ProductId product) {
        return products.find(product)
                .orElseThrow(() -> new IllegalStateException("product " + product + " is not in the book"))
                .product()
                .asset();
    }
}
