package io.stakebook.core.decision;

import io.stakebook.core.presence.MainlandPast;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the request itself shows about where its sender is; null means not known. The client address is not kept, only
 * what the data sets say about it.
 *
 * @param ipCountry two-letter country of the client address
 * @param ipFlag {@code none}, {@code vpn}, {@code proxy}, {@code residential_proxy}, {@code hosting} or {@code tor}
 * @param cnIpDays90 days of the last 90, as Asia/Shanghai counts them and today among them, with a mainland address
 * @param cnIpLast24h true when a mainland address was seen in the last 24 hours
 * @param deviceTz time zone as the device tells it
 * @param deviceLang language tag as the device tells it
 * @param simIssuer country of the SIM's issuer as the device tells it
 * @param dataSets name, version and hash of the data sets consulted, for example {@code geo-whois-asn-country 2.3@sha256:…},
 *     several with a comma; empty when none was
 */
public record RequestEvidence(
        @Nullable String ipCountry,
        @Nullable String ipFlag,
        @Nullable Integer cnIpDays90,
        @Nullable Boolean cnIpLast24h,
        @Nullable String deviceTz,
        @Nullable String deviceLang,
        @Nullable String simIssuer,
        String dataSets) {

    private static final RequestEvidence NONE = new RequestEvidence(null, null, null, null, null, null, null, "");

    /** For work the platform does by itself: nobody is calling. */
    public static RequestEvidence none() {
        return NONE;
    }

    /** What a connection shows by itself. */
    public static RequestEvidence ofConnection(@Nullable String ipCountry, @Nullable String ipFlag, String dataSets) {
        return new RequestEvidence(ipCountry, ipFlag, null, null, null, null, null, dataSets);
    }

    public RequestEvidence withPast(MainlandPast past) {
        return new RequestEvidence(
                ipCountry, ipFlag, past.days(), past.lately(), deviceTz, deviceLang, simIssuer, dataSets);
    }

    /** What the customer's device tells of itself; weak signs, never proof. */
    public RequestEvidence withDevice(@Nullable String zone, @Nullable String language, @Nullable String sim) {
        return new RequestEvidence(ipCountry, ipFlag, cnIpDays90, cnIpLast24h, zone, language, sim, dataSets);
    }

    /** The known evidence by its name in the policy contract, in a fixed order. */
    public Map<String, String> byName() {
        Map<String, String> known = new LinkedHashMap<>();
        put(known, "ip_country", ipCountry);
        put(known, "ip_flag", ipFlag);
        put(known, "cn_ip_days_90", cnIpDays90);
        put(known, "cn_ip_last_24h", cnIpLast24h == null ? null : cnIpLast24h ? "yes" : "no");
        put(known, "device_tz", deviceTz);
        put(known, "device_lang", deviceLang);
        put(known, "sim_issuer", simIssuer);
        return known;
    }

    private static void put(Map<String, String> known, String name, @Nullable Object value) {
        if (value != null) {
            known.put(name, value.toString());
        }
    }
}
