package io.stakebook.core.product;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens or closes subscription and redemption of a product, two independent switches. */
public record SwitchProduct(ProductId product, boolean subscribeEnabled, boolean redeemEnabled)
        implements Command<Product> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(Product.key(product)));
    }

    @Override
    public Plan<Product> decide(Books books) {
        Product switched = Product.require(books, product).switched(subscribeEnabled, redeemEnabled);
        return new Plan.Accepted<>(
                switched, List.of(), List.of(switched), Optional.empty(), List.of(ProductNotices.switched(switched)));
    }
}
