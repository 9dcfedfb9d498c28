package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalObject;
import java.math.BigInteger;
import java.util.Set;

/**
 * One posting of a journal entry as the log states it.
 *
 * @param account the account moved
 * @param scale decimal places of the account's asset, 0 to 38; fixed for the asset's life
 * @param side debit or credit
 * @param units what moved, in the asset's smallest units, positive, at most 38 digits
 */
public record PostedLine(LeafAccount account, int scale, Side side, BigInteger units) {

    /** The two sides of an account. */
    public enum Side {
        DEBIT("debit"),
        CREDIT("credit");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        /** Its spelling in a leaf. */
        public String word() {
            return word;
        }
    }

    private static final Set<String> MEMBERS = Set.of("account", "asset", "scale", "side", "units");
    private static final int MOST_DIGITS = 38;
    private static final BigInteger LIMIT = BigInteger.TEN.pow(MOST_DIGITS);

    public PostedLine {
        if (scale < 0 || scale > 38) {
            throw new Malformed("posting to " + account + ": scale " + scale + " is outside 0 to 38");
        }
        if (units.signum() <= 0 || units.compareTo(LIMIT) >= 0) {
            throw new Malformed("posting to " + account + ": " + units + " units are not 1 to 38 digits above zero");
        }
    }

    public String asset() {
        return account.asset();
    }

    /** Debit positive, credit negative. */
    public BigInteger signedUnits() {
        return side == Side.DEBIT ? units : units.negate();
    }

    CanonicalObject toCanonical() {
        return CanonicalObject.builder()
                .put("account", account.toString())
                .put("asset", asset())
                .put("scale", scale)
                .put("side", side.word())
                .put("units", units.toString())
                .build();
    }

    static PostedLine from(CanonicalObject object) {
        object.requireMembers(MEMBERS, Set.of());
        LeafAccount account = LeafAccount.parse(object.text("account"));
        String asset = object.text("asset");
        if (!account.asset().equals(asset)) {
            throw new Malformed("posting to " + account + " is in " + asset);
        }
        String units = object.text("units");
        if (!PlainName.isPositive(units, MOST_DIGITS)) {
            throw new Malformed("posting to " + account + ": units '" + units + "' are not 1 to 38 digits above zero");
        }
        long scale = object.integer("scale");
        if (scale < 0 || scale > 38) {
            throw new Malformed("posting to " + account + ": scale " + scale + " is outside 0 to 38");
        }
        String side = object.text("side");
        for (Side candidate : Side.values()) {
            if (candidate.word().equals(side)) {
                return new PostedLine(account, (int) scale, candidate, new BigInteger(units));
            }
        }
        throw new Malformed("posting to " + account + ": side '" + side + "' is neither debit nor credit");
    }
}
