package io.stakebook.api.security.evidence;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.api.http.problem.Trace;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.ActivityGroup;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a request's connection says about where its caller is. As with {@link DeviceHeaders}, an address that cannot be read
 * is refused where somebody takes on new risk, since a place is not guessed, and counts as not known where somebody leaves or
 * reads: no header closes an exit.
 *
 * @param shown without country and flag when the address cannot be read
 * @param faultOrNull why it cannot, with the value; null when it can
 */
public record Connection(RequestEvidence shown, @Nullable String faultOrNull) {

    private static final Logger LOG = System.getLogger(Connection.class.getName());

    public static Connection of(RequestEvidence shown) {
        return new Connection(shown, null);
    }

    static Connection unread(String fault) {
        return new Connection(RequestEvidence.none(), fault);
    }

    /** False when the client's address cannot be read. */
    public boolean isRead() {
        return faultOrNull == null;
    }

    /**
     * What a decision on that activity may take from it; of an exit an address that cannot be read says nothing, which the log
     * tells.
     *
     * @throws RefusedRequest {@code REQUEST_MALFORMED} when it cannot be read, unless the activity is an exit
     */
    public RequestEvidence evidence(Activity activity, Trace trace) {
        if (faultOrNull != null) {
            if (activity.group() != ActivityGroup.EXIT) {
                throw new RefusedRequest(ApiCode.REQUEST_MALFORMED, faultOrNull);
            }
            LOG.log(Level.INFO, "event=forwarded_address_unread activity=" + activity + " traceId=" + trace.traceId());
        }
        return shown;
    }
}
