package io.stakebook.core.reconciliation.file;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import java.math.BigInteger;
import java.time.LocalDate;

/**
 * One reward row of a provider's statement.
 *
 * @param line number of the line in the file, from 1
 * @param date the UTC day the provider says it paid for
 * @param units gross reward in smallest units of the asset; below zero for a penalty. May be larger than any balance can
 *     be, so that a figure in the wrong unit is found and not refused
 * @param reference the provider's name for the payment, empty when it gave none
 * @param validator the provider's name for the validator, empty when it gave none
 */
public record StatementLine(
        int line,
        LocalDate date,
        ProductId product,
        AssetCode asset,
        BigInteger units,
        String reference,
        String validator) {

    public StatementLine {
        if (line < 2) {
            throw new IllegalArgumentException("a reward row stands below the header, not on line " + line);
        }
    }
}
