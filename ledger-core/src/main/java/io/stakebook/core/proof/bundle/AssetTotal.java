package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalObject;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the entries of a bundle moved in one asset.
 *
 * @param asset the asset
 * @param scale its decimal places
 * @param debits sum of the debits in smallest units; the credits are the same
 * @param postings number of postings
 */
public record AssetTotal(String asset, int scale, BigInteger debits, long postings) {
    private static final Set<String> MEMBERS = Set.of("asset", "credits", "debits", "postings", "scale");
    private static final Pattern UNITS = Pattern.compile("[1-9][0-9]{0,59}");

    CanonicalObject toCanonical() {
        return CanonicalObject.builder()
                .put("asset", asset)
                .put("scale", scale)
                .put("debits", debits.toString())
                .put("credits", debits.toString())
                .put("postings", postings)
                .build();
    }

    static AssetTotal from(CanonicalObject object) {
        object.requireMembers(MEMBERS, Set.of());
        String debits = object.text("debits");
        if (!UNITS.matcher(debits).matches() || !debits.equals(object.text("credits"))) {
            throw new Malformed(
                    "control total of " + object.text("asset") + ": debits and credits must be equal units");
        }
        long scale = object.integer("scale");
        if (scale < 0 || scale > 38) {
            throw new Malformed(
                    "control total of " + object.text("asset") + ": scale " + scale + " is outside 0 to 38");
        }
        return new AssetTotal(object.text("asset"), (int) scale, new BigInteger(debits), object.integer("postings"));
    }
}
