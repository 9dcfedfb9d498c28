package io.stakebook.policy.region;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A country (ISO 3166-1 alpha-2) or a subdivision of one (ISO 3166-2), or {@link #UNKNOWN}.
 *
 * <p>ISO lists Hong Kong, Macau and Taiwan twice, as countries and as subdivisions of China; {@link #parse} keeps the country
 * form, so that a perimeter of mainland China cannot catch them by spelling.
 *
 * @param code upper case, {@code SG} or {@code US-NY}; empty when not known
 */
public record Region(String code) implements Comparable<Region> {
    public static final Region UNKNOWN = new Region("");

    private static final Set<String> COUNTRIES = countries();
    private static final Map<String, String> ALPHA3 = alpha3();

    /**
     * Other spellings of one place. The numeric ones are those of ISO 3166-2:CN before 2018 and of the mainland's own GB/T 2260;
     * the rest is what stands in passports (ICAO 9303): the classes of British nationality, Germany, Kosovo.
     */
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("CN-HK", "HK"),
            Map.entry("CN-MO", "MO"),
            Map.entry("CN-TW", "TW"),
            Map.entry("CN-91", "HK"),
            Map.entry("CN-92", "MO"),
            Map.entry("CN-81", "HK"),
            Map.entry("CN-82", "MO"),
            Map.entry("CN-HKG", "HK"),
            Map.entry("CN-MAC", "MO"),
            Map.entry("CN-TWN", "TW"),
            Map.entry("GBD", "GB"),
            Map.entry("GBN", "GB"),
            Map.entry("GBO", "GB"),
            Map.entry("GBP", "GB"),
            Map.entry("GBS", "GB"),
            Map.entry("D", "DE"),
            Map.entry("RKS", "XK"),
            Map.entry("UNK", "XK"),
            Map.entry("CN-71", "TW"),
            Map.entry("UK", "GB"));

    /** Codes that data sets and proxies use to say that they do not know, and those of papers that no country issues. */
    private static final Set<String> NOT_KNOWN = Set.of(
            "", "XX", "ZZ", "T1", "A1", "A2", "O1", "AP", "EU", "UNKNOWN", "ZZZ", "XXX", "XXA", "XXB", "XXC", "UNO",
            "UNA", "EUE");

    public Region {
        if (!code.isEmpty() && !wellFormed(code)) {
            throw new IllegalArgumentException(
                    "A region is an ISO 3166 code such as SG or US-NY, in its normal form; got '" + code + "'.");
        }
    }

    /**
     * Reads any accepted spelling: either case, alpha-3, {@code CN-HK} for {@code HK}, {@code XX} or nothing for not known.
     *
     * @throws IllegalArgumentException when the text is none of them
     */
    public static Region parse(String text) {
        if (!text.chars().allMatch(c -> c < 128)) {
            // Upper case would turn a sharp s or a ligature into letters of another code.
            throw new IllegalArgumentException("'" + text + "' is no ISO 3166 code: it holds more than ASCII.");
        }
        String upper = text.strip().toUpperCase(Locale.ROOT).replace('_', '-');
        if (NOT_KNOWN.contains(upper)) {
            return UNKNOWN;
        }
        String same = SAME.get(upper);
        if (same != null) {
            return new Region(same);
        }
        String two = ALPHA3.get(upper);
        if (two != null) {
            return new Region(two);
        }
        if (!wellFormed(upper)) {
            throw new IllegalArgumentException("'" + text + "' is no ISO 3166 country or subdivision code.");
        }
        return new Region(upper);
    }

    public boolean isKnown() {
        return !code.isEmpty();
    }

    /** The country this region is, or lies in; {@link #UNKNOWN} of {@link #UNKNOWN}. */
    public Region country() {
        return code.length() <= 2 ? this : new Region(code.substring(0, 2));
    }

    public boolean isSubdivision() {
        return code.length() > 2;
    }

    @Override
    public int compareTo(Region other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return isKnown() ? code : "unknown";
    }

    private static boolean wellFormed(String code) {
        if (code.length() == 2) {
            return COUNTRIES.contains(code);
        }
        if (code.length() < 4 || code.length() > 6 || code.charAt(2) != '-' || SAME.containsKey(code)) {
            return false;
        }
        // The parts of China have two letters or digits; a longer tail would be a part nobody knows, counted as inside.
        if (code.startsWith("CN-") && code.length() != 5) {
            return false;
        }
        for (int i = 3; i < code.length(); i++) {
            char c = code.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return COUNTRIES.contains(code.substring(0, 2));
    }

    private static Set<String> countries() {
        Set<String> all = new java.util.HashSet<>(Set.of(Locale.getISOCountries()));
        // Kosovo has no ISO code yet; XK is the user-assigned one that address data sets and passports carry.
        all.add("XK");
        return Set.copyOf(all);
    }

    private static Map<String, String> alpha3() {
        Map<String, String> map = new HashMap<>();
        for (String two : Locale.getISOCountries()) {
            map.put(new Locale.Builder().setRegion(two).build().getISO3Country(), two);
        }
        map.put("XKX", "XK");
        return Map.copyOf(map);
    }
}
