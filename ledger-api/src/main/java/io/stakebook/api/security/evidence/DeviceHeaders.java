package io.stakebook.api.security.evidence;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.HeaderFault;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.Field;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the customer's app says of the device it runs on, as it was sent. Anybody can send anything here, so the policy counts
 * it among the weak signs: it can make a decision stricter and never milder.
 */
public record DeviceHeaders(
        @Nullable String zoneOrNull,
        @Nullable String languageOrNull,
        @Nullable String simOrNull) {

    private static final String ZONE = "Stakebook-Device-Time-Zone";
    private static final String LANGUAGE = "Stakebook-Device-Language";
    private static final String SIM = "Stakebook-Sim-Issuer";

    /** Each is sent once or not at all. */
    public static final List<String> NAMES = List.of(ZONE, LANGUAGE, SIM);

    public static DeviceHeaders of(ContainerRequestContext request) {
        return new DeviceHeaders(
                request.getHeaderString(ZONE), request.getHeaderString(LANGUAGE), request.getHeaderString(SIM));
    }

    /**
     * The evidence with what the device says; a header that is absent or empty says nothing.
     *
     * @throws RefusedRequest {@code REQUEST_MALFORMED} with header, rule and value
     */
    public RequestEvidence addTo(RequestEvidence evidence) {
        if (simOrNull != null && !simOrNull.isBlank() && !simOrNull.strip().matches("[A-Za-z]{2}")) {
            throw refused(SIM, "must be two letters of ISO 3166, or XX when not known", simOrNull);
        }
        return evidence.withDevice(
                read(ZONE, Field.DEVICE_TZ, zoneOrNull),
                read(LANGUAGE, Field.DEVICE_LANG, languageOrNull),
                read(SIM, Field.SIM_ISSUER, simOrNull));
    }

    /** As the policy reads it, in its own spelling: what a decision could not read is refused before one is asked for. */
    private static @Nullable String read(String header, Field fact, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String value = Facts.parse(Map.of(
                            Field.ACTIVITY.wire(),
                            Activity.LOGIN.name(),
                            Field.AS_OF.wire(),
                            Instant.EPOCH.toString(),
                            fact.wire(),
                            text))
                    .text(fact);
            return value.isEmpty() ? null : value;
        } catch (InvalidFacts e) {
            throw refused(header, e.rule(), text);
        }
    }

    private static RefusedRequest refused(String header, String rule, String value) {
        return RefusedRequest.ofHeader(ApiCode.REQUEST_MALFORMED, new HeaderFault(header, rule, value));
    }
}
