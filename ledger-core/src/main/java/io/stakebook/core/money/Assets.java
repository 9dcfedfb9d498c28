package io.stakebook.core.money;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The assets this book knows; reference data read once at start, because a scale never changes. */
public final class Assets {

    private final Map<AssetCode, Asset> byCode = new TreeMap<>();

    public Assets(List<Asset> assets) {
        for (Asset asset : assets) {
            if (byCode.put(asset.code(), asset) != null) {
                throw new IllegalArgumentException("asset " + asset.code() + " is listed twice");
            }
        }
    }

    /** @throws Rejected {@code ASSET_UNKNOWN} when the book does not hold the asset */
    public Asset get(AssetCode code) {
        Asset asset = byCode.get(code);
        if (asset == null) {
            throw new Rejected(
                    ErrorCode.ASSET_UNKNOWN,
                    "asset \"" + code + "\" is not held here; known are " + byCode.keySet(),
                    Map.of("asset", code.value()));
        }
        return asset;
    }

    public List<Asset> all() {
        return List.copyOf(byCode.values());
    }
}
