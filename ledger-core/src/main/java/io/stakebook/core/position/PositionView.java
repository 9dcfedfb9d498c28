package io.stakebook.core.position;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.product.terms.ProductKind;

/** A position with whose and what it is. */
public record PositionView(
        CustomerId customer, ProductId product, AssetCode asset, ProductKind kind, Position position) {}
