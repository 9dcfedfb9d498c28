package io.stakebook.core.accrual;

import io.stakebook.core.accrual.reward.AccrualBasis;
import io.stakebook.core.accrual.reward.RewardStream;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.YieldSource;
import java.math.BigInteger;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one position earned in one stream on one day, with everything needed to compute it again:
 * {@code numerator + carryBefore = units × DENOMINATOR + carryAfter}. Written once, never changed.
 *
 * @param termsVersion the version whose rates were used
 * @param basis the day's slices, {@code from/to/units*apr+units*apr;…}: microseconds since the start of the day, then
 *     principal in each tier times its rate; empty when nothing was earned
 * @param numerator Σ units × rate numerator × microseconds over the slices
 * @param withheldOrNull reason code of the policy when it forbade the accrual; then the numerator is zero
 * @param entryOrNull the journal entry, null when no whole unit came together
 */
public record AccrualLine(
        RunId run,
        ProductId product,
        LocalDate day,
        CustomerId customer,
        PositionId position,
        RewardStream stream,
        AssetCode asset,
        YieldSource yieldSource,
        int termsVersion,
        String basis,
        BigInteger numerator,
        BigInteger carryBefore,
        BigInteger units,
        BigInteger carryAfter,
        @Nullable String withheldOrNull,
        @Nullable EntryId entryOrNull)
        implements Stored {

    public AccrualLine {
        BigInteger total = units.multiply(Apr.DENOMINATOR).add(carryAfter);
        if (!numerator.add(carryBefore).equals(total)) {
            throw new IllegalArgumentException("the accrual of " + position + " on " + day + " does not add up: "
                    + numerator + " + " + carryBefore + " is not " + total);
        }
    }

    /** The basis in parts, for explaining and recomputing. */
    public AccrualBasis explain() {
        return AccrualBasis.parse(basis);
    }

    @Override
    public String recordId() {
        return position + "/" + day + "/" + stream;
    }

    /** The line as one text, what the manifest's inputs hash covers. */
    public String canonical() {
        return String.join(
                "|",
                position.toString(),
                day.toString(),
                stream.toString(),
                Integer.toString(termsVersion),
                basis,
                numerator.toString(),
                carryBefore.toString(),
                units.toString(),
                carryAfter.toString(),
                withheldOrNull == null ? "" : withheldOrNull);
    }
}
