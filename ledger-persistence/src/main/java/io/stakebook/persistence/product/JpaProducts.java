package io.stakebook.persistence.product;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.product.Product;
import io.stakebook.core.product.ProductUsage;
import io.stakebook.core.product.ProductView;
import io.stakebook.core.product.Products;
import io.stakebook.core.product.terms.TermsVersion;
import io.stakebook.persistence.jpa.FilteredQuery;
import io.stakebook.persistence.jpa.Reads;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads products by JPA. */
public final class JpaProducts implements Products {

    private final Reads reads;

    public JpaProducts(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<ProductView> find(ProductId id) {
        return reads.with(em ->
                Optional.ofNullable(em.find(ProductEntity.class, id.value())).map(row -> view(em, row.toDomain())));
    }

    @Override
    public Page<ProductView, ProductId> list(Optional<ProductId> after, Limit limit) {
        List<ProductView> views =
                reads.with(em -> new FilteredQuery<>(ProductEntity.class, "select p from ProductEntity p")
                                .where(
                                        "p.id > :after",
                                        "after",
                                        after.map(ProductId::value).orElse(null))
                                .orderBy("p.id")
                                .page(em, limit)
                                .stream()
                                .map(row -> view(em, row.toDomain()))
                                .toList());
        return Page.of(views, limit, view -> view.product().id());
    }

    @Override
    public Optional<TermsVersion> terms(ProductId id, int version) {
        return reads.with(em -> Optional.ofNullable(find(em, id, version)).map(TermsEntity::toDomain));
    }

    @Override
    public List<TermsVersion> history(ProductId id) {
        return reads.with(em -> new FilteredQuery<>(TermsEntity.class, "select t from TermsEntity t")
                .where("t.product = :product", "product", id.value()).orderBy("t.version").all(em).stream()
                        .map(TermsEntity::toDomain)
                        .toList());
    }

    private static ProductView view(EntityManager em, Product product) {
        TermsEntity terms = find(em, product.id(), product.termsVersion());
        if (terms == null) {
            throw new IllegalStateException(
                    "product " + product.id() + " names terms " + product.termsVersion() + ", which are not there");
        }
        UsageEntity usage = em.find(UsageEntity.class, product.id().value());
        return new ProductView(
                product, terms.toDomain(), usage == null ? ProductUsage.none(product.id()) : usage.toDomain());
    }

    private static @Nullable TermsEntity find(EntityManager em, ProductId product, int version) {
        TermsEntity.Key key = new TermsEntity.Key();
        key.product = product.value();
        key.version = version;
        return em.find(TermsEntity.class, key);
    }
}
