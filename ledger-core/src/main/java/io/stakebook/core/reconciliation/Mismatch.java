package io.stakebook.core.reconciliation;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import java.math.BigInteger;
import java.time.LocalDate;

/**
 * A disagreement the matcher found; it becomes a {@link Break} when the statement is kept.
 *
 * @param line the row it is about, 0 when it is about the whole day
 * @param reported units the provider states, signed; zero when it states nothing
 */
record Mismatch(
        BreakType type,
        ProductId product,
        AssetCode asset,
        LocalDate day,
        int line,
        BigInteger reported,
        Expected expected) {}
