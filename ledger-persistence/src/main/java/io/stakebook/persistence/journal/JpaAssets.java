package io.stakebook.persistence.journal;

import io.stakebook.core.money.Assets;
import io.stakebook.persistence.jpa.Listing;
import io.stakebook.persistence.jpa.Reads;

/** Reads the assets of the book, once at start. */
public final class JpaAssets {

    private JpaAssets() {}

    public static Assets read(Reads reads) {
        return reads.with(em -> new Assets(new Listing<>(AssetEntity.class, "select a from AssetEntity a")
                .orderBy("a.code").all(em).stream().map(AssetEntity::toDomain).toList()));
    }
}
