package io.stakebook.api.policy;

import io.stakebook.api.http.body.BodyReader;
import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionToggle;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an officer asks for a region.
 *
 * @param baseVersion version of the region states the officer saw
 */
record ChangeForm(RegionToggle toggle, String reason, long baseVersion) {

    /**
     * A change that takes effect at once.
     *
     * @param stands how long unratified
     */
    record AtOnce(ChangeForm change, Duration stands) {}

    /** A proposal; without a date of its own it is effective from its approval on, until then from {@code now} on, in microseconds. */
    static ChangeForm proposal(JsonBody body, Instant now) {
        return body.read(in -> {
            Field<Optional<Instant>> from = in.optionalTime("effectiveFrom");
            Field<Instant> start =
                    in.combined("effectiveFrom", () -> notPast(from.get(), PolicyChangeResource.recordable(now)));
            return read(in, start).get();
        });
    }

    /** As a proposal, with {@code hours} and without a date: it takes effect {@code now}. */
    static AtOnce atOnce(JsonBody body, Instant now) {
        return body.read(in -> {
            long most = ChangeRequest.UNRATIFIED_MAX.toHours();
            Field<Optional<Long>> hours = in.optionalNumber("hours", 1, most);
            Field<Optional<Instant>> from = in.optionalTime("effectiveFrom");
            Field<Instant> start = in.combined("effectiveFrom", () -> requireNone(from.get(), now));
            ChangeForm change = read(in, start).get();
            return new AtOnce(change, Duration.ofHours(hours.get().orElse(most)));
        });
    }

    private static Instant notPast(Optional<Instant> from, Instant now) {
        if (from.isPresent() && from.get().isBefore(now)) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "a change takes effect when it is approved or later, not at " + from.get() + ", it is " + now
                            + "; leave the date out for one that holds from its approval on");
        }
        return from.orElse(now);
    }

    private static Instant requireNone(Optional<Instant> from, Instant now) {
        if (from.isPresent()) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "a tightening at once takes effect now and carries no date, not " + from.get()
                            + "; leave it out, or propose the change for approval");
        }
        return PolicyChangeResource.recordable(now);
    }

    private static Field<ChangeForm> read(BodyReader in, Field<Instant> start) {
        Field<Region> region = in.parsed("region", ChangeForm::region);
        Field<RegionState> state = in.oneOf("state", RegionState.class);
        Field<String> reason = in.freeText("reason");
        Field<String> basis = in.freeText("basis");
        Field<Long> base = in.number("baseVersion", 0, Long.MAX_VALUE);
        Field<RegionToggle> toggle =
                in.combined("basis", () -> toggle(region.get(), state.get(), basis.get(), start.get()));
        Field<ChangeForm> form = in.combined("region", () -> new ChangeForm(toggle.get(), reason.get(), base.get()));
        in.finish();
        return form;
    }

    private static RegionToggle toggle(Region region, RegionState state, String basis, Instant from) {
        try {
            return new RegionToggle(region, state, basis, from);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    private static Region region(String text) {
        try {
            Region region = Region.parse(text);
            if (!region.isKnown()) {
                throw new Rejected(
                        ErrorCode.FIELD_INVALID, "a change names a known region, not \"" + Shown.of(text) + "\"");
            }
            return region;
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    private static Rejected invalid(IllegalArgumentException e) {
        return new Rejected(ErrorCode.FIELD_INVALID, String.valueOf(e.getMessage()));
    }
}
