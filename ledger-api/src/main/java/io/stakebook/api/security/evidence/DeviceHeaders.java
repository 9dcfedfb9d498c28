package io.stakebook.api.security.evidence;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.HeaderFault;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.api.http.problem.Trace;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.ActivityGroup;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.facts.Field;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the customer's app says of the device it runs on, as it was sent. Anybody can send anything here, so the policy counts
 * it among the weak signs: it can make a decision stricter and never milder. So what cannot be read is refused where somebody
 * takes on new risk, and counts as not known where somebody leaves: no header closes an exit.
 */
public record DeviceHeaders(
        @Nullable String zoneOrNull,
        @Nullable String languageOrNull,
        @Nullable String simOrNull) {

    private static final Logger LOG = System.getLogger(DeviceHeaders.class.getName());
    private static final String ZONE = "Stakebook-Device-Time-Zone";
    private static final String LANGUAGE = "Stakebook-Device-Language";
    private static final String SIM = "Stakebook-Sim-Issuer";

    public static DeviceHeaders of(ContainerRequestContext request) {
        return new DeviceHeaders(
                request.getHeaderString(ZONE), request.getHeaderString(LANGUAGE), request.getHeaderString(SIM));
    }

    /**
     * The evidence with what the device says; a header that is absent or empty says nothing, and of an exit neither does one
     * that cannot be read, which the log tells.
     *
     * @throws RefusedRequest {@code REQUEST_MALFORMED} with header, rule and value, unless the activity is an exit
     */
    public RequestEvidence addTo(RequestEvidence evidence, Activity activity, Trace trace) {
        Reader reader = new Reader(activity, trace);
        return evidence.withDevice(
                reader.read(ZONE, Field.DEVICE_TZ, zoneOrNull),
                reader.read(LANGUAGE, Field.DEVICE_LANG, languageOrNull),
                reader.read(SIM, Field.SIM_ISSUER, simOrNull));
    }

    private record Reader(Activity activity, Trace trace) {

        @Nullable
        String read(String header, Field fact, @Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                return strictly(header, fact, text);
            } catch (RefusedRequest unreadable) {
                if (activity.group() != ActivityGroup.EXIT) {
                    throw unreadable;
                }
                LOG.log(
                        Level.INFO,
                        "event=device_header_unread header=" + header + " activity=" + activity + " traceId="
                                + trace.traceId());
                return null;
            }
        }
    }

    /** As the policy reads it, in its own spelling. */
    private static @Nullable String strictly(String header, Field fact, String text) {
        if (text.indexOf(',') >= 0) {
            throw refused(header, "must be one value, sent once", text);
        }
        if (header.equals(SIM) && !text.isBlank() && !text.strip().matches("[A-Za-z]{2}")) {
            throw refused(header, "must be two letters of ISO 3166, or XX when not known", text);
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
