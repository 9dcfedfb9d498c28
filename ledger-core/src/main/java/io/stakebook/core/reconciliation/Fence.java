package io.stakebook.core.reconciliation;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;

/**
 * Tells a command whether what a statement was matched with still stands. A provider's moves with every statement of his
 * that is kept, a product's with every statement that names it and every correction of one of its days. Who reads a fence, then what it guards, and finds it
 * unmoved under lock, has read what stands.
 *
 * @param scope the provider or product
 * @param moves how often it moved
 */
public record Fence(String scope, long moves) implements Stored {

    public static String ofProvider(String provider) {
        return "provider/" + provider;
    }

    public static String ofProduct(ProductId product) {
        return "product/" + product;
    }

    static RecordKey key(String scope) {
        return new RecordKey(Fence.class, scope);
    }

    @Override
    public String recordId() {
        return scope;
    }

    Fence moved() {
        return new Fence(scope, moves + 1);
    }
}
