package io.stakebook.policy.facts;

import io.stakebook.policy.PolicyException.InvalidFacts;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;

/** What a device says of its time zone and language, in one spelling for each. */
final class DeviceText {
    private static final Map<String, String> ZONES = zones();

    private DeviceText() {}

    /**
     * @param text a zone name in either case, an old alias of one, or an offset from UTC; not empty
     */
    static String zone(String text) {
        String name = ZONES.get(text.toUpperCase(Locale.ROOT));
        if (name != null) {
            return name;
        }
        try {
            return ZoneId.of(text).getId();
        } catch (DateTimeException noZone) {
            throw new InvalidFacts(Field.DEVICE_TZ.wire(), "must be an IANA time zone name", text);
        }
    }

    /**
     * @param text a BCP 47 tag, underscores allowed; not empty
     */
    static String language(String text) {
        String tag = text.replace('_', '-');
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (locale.getCountry().isEmpty()) {
                return locale.toLanguageTag();
            }
            // The script is dropped where a country is named, and Mandarin is what zh means: zh-Hans-CN, cmn-CN and
            // zh-cmn-Hans-CN are zh-CN to a rule.
            boolean chinese = tag.regionMatches(true, 0, "zh-", 0, 3)
                    || locale.getLanguage().equals("cmn");
            return (chinese ? "zh" : locale.getLanguage()) + "-" + locale.getCountry();
        } catch (IllformedLocaleException notATag) {
            throw new InvalidFacts(Field.DEVICE_LANG.wire(), "must be a BCP 47 language tag", text);
        }
    }

    private static Map<String, String> zones() {
        Map<String, String> zones = new HashMap<>();
        for (String name : ZoneId.getAvailableZoneIds()) {
            zones.put(name.toUpperCase(Locale.ROOT), name);
        }
        // Three-letter names from before the zone database; old devices still report them.
        ZoneId.SHORT_IDS.forEach((name, zone) -> zones.putIfAbsent(name, zone));
        // The two zones of the mainland under every name they have had.
        for (String shanghai : new String[] {"ASIA/CHONGQING", "ASIA/CHUNGKING", "ASIA/HARBIN", "PRC", "CTT"}) {
            zones.put(shanghai, "Asia/Shanghai");
        }
        zones.put("ASIA/KASHGAR", "Asia/Urumqi");
        return Map.copyOf(zones);
    }
}
