package io.stakebook.core.reconciliation;

import io.stakebook.core.money.AssetCode;
import java.math.BigInteger;
import java.util.Map;

/**
 * How large a break one person may close alone, per asset; a larger one takes a second person. Zero, and an asset that is not
 * named, is always two.
 *
 * @param upTo units
 */
public record OnePersonLimit(Map<AssetCode, BigInteger> upTo) {

    public OnePersonLimit {
        upTo = Map.copyOf(upTo);
    }

    boolean takesTwo(Break found) {
        BigInteger alone = upTo.getOrDefault(found.asset(), BigInteger.ZERO);
        return alone.signum() == 0 || found.size().compareTo(alone) > 0;
    }
}
