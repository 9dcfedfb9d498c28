package io.stakebook.core.product.terms;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.posting.Stored;
import java.time.Instant;

/** Published terms; stored once, never changed. */
public record TermsVersion(ProductId product, int version, Instant publishedAt, Terms terms) implements Stored {

    public TermsVersion {
        if (version < 1) {
            throw new IllegalArgumentException("terms of " + product + " count versions from 1, not " + version);
        }
    }

    public static String recordId(ProductId product, int version) {
        return product + "/" + version;
    }

    @Override
    public String recordId() {
        return recordId(product, version);
    }
}
