package io.stakebook.core.product;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.product.terms.TermsVersion;
import java.util.List;
import java.util.Optional;

/** Reads products; what is read may be a moment old, decisions are made on locked rows. */
public interface Products {

    Optional<ProductView> find(ProductId id);

    /** In the order of their ids. */
    Page<ProductView, ProductId> list(Optional<ProductId> after, Limit limit);

    Optional<TermsVersion> terms(ProductId id, int version);

    /** All versions, oldest first; there are few. */
    List<TermsVersion> history(ProductId id);
}
