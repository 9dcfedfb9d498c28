package io.stakebook.core.reconciliation;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import io.stakebook.core.reconciliation.file.StatementFile;
import io.stakebook.core.reconciliation.file.StatementLine;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The difference that is no break, for each accrual line of a day; {@link Expected} bounds what this comes to on a day.
 *
 * @param assetOrNull the only asset it is of; null when it is so many units of every asset
 * @param unitsPerLine smallest units, 0 to 10^15
 */
public record Tolerance(@Nullable AssetCode assetOrNull, BigInteger unitsPerLine) {

    private static final BigInteger MOST = BigInteger.TEN.pow(15);

    /** One smallest unit: each line was rounded down once. */
    public static final Tolerance ROUNDING = new Tolerance(null, BigInteger.ONE);

    /** Every difference is a break. */
    public static final Tolerance NONE = new Tolerance(null, BigInteger.ZERO);

    /**
     * Reads {@code 0}, or an asset and an amount such as {@code ETH:0.000000001}.
     *
     * @throws Rejected {@code FIELD_INVALID} for anything else, more decimals than the asset has among it
     */
    public static Tolerance parse(String text, Assets assets) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            if (text.equals("0")) {
                return NONE;
            }
            throw refused("is 0, or an asset and an amount such as ETH:0.000000001, not \"" + Shown.of(text) + "\"");
        }
        try {
            return of(assets.get(new AssetCode(text.substring(0, colon))), text.substring(colon + 1));
        } catch (Rejected e) {
            throw e.code() == ErrorCode.FIELD_INVALID ? e : refused("cannot be read: " + e.detail());
        }
    }

    private static Tolerance of(Asset asset, String amount) {
        BigInteger units = asset.parseSigned(amount);
        if (units.signum() < 0 || units.compareTo(MOST) > 0) {
            throw refused("of " + asset.code() + " is 0 to " + asset.format(MOST) + " for each accrual line, not "
                    + Shown.of(amount));
        }
        return new Tolerance(asset.code(), units);
    }

    /** @throws Rejected {@code FIELD_INVALID} when it is of one asset and a line of another */
    void requireFits(StatementFile file) {
        if (assetOrNull == null) {
            return;
        }
        for (StatementLine line : file.lines()) {
            if (!line.asset().equals(assetOrNull)) {
                throw refused("of " + assetOrNull + " is for a file of " + assetOrNull + " alone; line " + line.line()
                        + " is of " + line.asset());
            }
        }
    }

    private static Rejected refused(String rule) {
        return new Rejected(ErrorCode.FIELD_INVALID, "a tolerance " + rule, Map.of("field", "tolerance"));
    }
}
