package io.stakebook.api.security;

import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.presence.MainlandDays;
import io.stakebook.policy.facts.Activity;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;

/** What a decision about a customer's own request may rest on: his connection, the days before, his device. */
@Dependent
public class CallerEvidence {

    private final MainlandDays days;
    private final Clock clock;

    @Inject
    public CallerEvidence(MainlandDays days, Clock clock) {
        this.days = days;
        this.clock = clock;
    }

    /**
     * What a decision on that activity may rest on. Looks the days up once, so ask for it once, and only where a decision uses it.
     *
     * @throws io.stakebook.api.http.problem.RefusedRequest {@code REQUEST_MALFORMED} for an address or a header about the
     *     device that cannot be read, unless the activity is an exit
     * @throws io.stakebook.core.error.NotFound {@code CUSTOMER_UNKNOWN} when the caller is no customer
     * @throws io.stakebook.core.error.Unavailable {@code OVERLOADED} when the days cannot be read
     */
    public RequestEvidence of(Call call, Activity activity) {
        RequestEvidence shown = call.connection().evidence(activity, call.trace());
        RequestEvidence told = call.device().addTo(shown, activity, call.trace());
        return told.withPast(days.past(call.customer(), clock.instant()));
    }
}
