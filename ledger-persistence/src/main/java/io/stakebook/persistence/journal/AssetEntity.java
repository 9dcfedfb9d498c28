package io.stakebook.persistence.journal;

import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code asset}, for reading. */
@Entity
@Table(name = "asset")
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class AssetEntity {

    @Id
    @Column(name = "asset_id", updatable = false)
    int id;

    @Column(name = "code", updatable = false)
    String code;

    @Column(name = "scale", updatable = false)
    int scale;

    @Column(name = "name", updatable = false)
    String name;

    protected AssetEntity() {}

    Asset toDomain() {
        return new Asset(new AssetCode(code), scale, name);
    }
}
