package io.stakebook.core.proof.bundle;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Smallest units as a plain decimal with all of the asset's places. */
final class Decimal {
    private Decimal() {}

    static String of(BigInteger units, int scale) {
        return new BigDecimal(units, scale).toPlainString();
    }
}
