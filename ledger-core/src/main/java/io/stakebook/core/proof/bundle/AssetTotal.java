package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalObject;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    private static final SortedMap<String, Function<AssetTotal, Object>> COMPARED = new TreeMap<>(Map.of(
            "units of debits", AssetTotal::debits, "postings", AssetTotal::postings, "decimals", AssetTotal::scale));
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

    /**
     * The first asset of which the lists do not say the same, in words; empty when they are equal.
     *
     * @param who who states the first list
     * @param what what the second list comes from
     */
    public static Optional<String> firstDifference(
            String who, List<AssetTotal> stated, String what, List<AssetTotal> given) {
        if (stated.equals(given)) {
            return Optional.empty();
        }
        SortedSet<String> assets = new TreeSet<>();
        Stream.concat(stated.stream(), given.stream()).forEach(total -> assets.add(total.asset()));
        for (String asset : assets) {
            List<AssetTotal> one = of(asset, stated);
            List<AssetTotal> other = of(asset, given);
            if (one.size() != other.size()) {
                return Optional.of(
                        asset + ": " + who + " states " + one.size() + " totals, " + what + " give " + other.size());
            }
            for (Map.Entry<String, Function<AssetTotal, Object>> member : COMPARED.entrySet()) {
                Object says = member.getValue().apply(one.get(0));
                Object gives = member.getValue().apply(other.get(0));
                if (!says.equals(gives)) {
                    return Optional.of(asset + ": " + who + " states " + says + " " + member.getKey() + ", " + what
                            + " give " + gives);
                }
            }
        }
        return Optional.of(who + " does not state the totals in the order of their assets");
    }

    private static List<AssetTotal> of(String asset, List<AssetTotal> totals) {
        return totals.stream().filter(total -> total.asset().equals(asset)).toList();
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
