package io.stakebook.core.regions;

import io.stakebook.core.posting.Notice;
import io.stakebook.policy.change.Approval;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.region.Provisional;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Events that tell of a change of region states. */
final class RegionNotices {

    static final String TYPE = "io.stakebook.policy.regions.changed.v1";

    /** What happened. An ordinary activation has no name in the event: it had none before there were others. */
    enum Step {
        ACTIVATED,
        TIGHTENED_NOW,
        RATIFIED,
        LAPSED
    }

    private RegionNotices() {}

    /** Tells what became another; all the states, each with its basis, would some day be longer than an event may be. */
    static Notice changed(Step step, PolicyChange done, RegionBook before, RegionBook after) {
        Set<RegionToggle> known = Set.copyOf(before.states().toggles());
        List<Map<String, String>> regions = after.states().toggles().stream()
                .filter(toggle -> !known.contains(toggle))
                .map(RegionNotices::region)
                .toList();
        return notice(step, done, after, regions);
    }

    /**
     * Tells what stands again. The states keep their version: that this would happen was written in them.
     *
     * @param book the states in which it stood
     */
    static Notice lapsed(PolicyChange done, RegionBook book) {
        List<Map<String, String>> regions = book
                .states()
                .provisionalOf(done.request().id())
                .stream()
                .map(toggle -> again(book.states(), toggle))
                .toList();
        return notice(Step.LAPSED, done, book, regions);
    }

    private static Notice notice(Step step, PolicyChange done, RegionBook book, List<Map<String, String>> regions) {
        ChangeRequest request = done.request();
        Map<String, Object> data = new HashMap<>();
        data.put("change_id", done.id().toString());
        data.put("version", book.states().version());
        data.put("content_hash", book.states().hash());
        data.put("direction", request.direction().name());
        data.put("authors", List.copyOf(request.authors()));
        data.put(
                "approvers",
                request.approvals().stream().map(Approval::approver).toList());
        data.put("regions", regions);
        if (step != Step.ACTIVATED) {
            data.put("step", step.name().toLowerCase(Locale.ROOT));
            request.expiresAt().ifPresent(end -> data.put("expires_at", end.toString()));
        }
        return new Notice(TYPE, "house", done.id().toString(), data);
    }

    private static Map<String, String> region(RegionToggle toggle) {
        return Map.of(
                "region", toggle.region().code(),
                "state", toggle.state().name(),
                "basis", toggle.basis(),
                "effective_from", toggle.effectiveFrom().toString());
    }

    private static Map<String, String> again(RegionStates states, RegionToggle lapsed) {
        Instant end = lapsed.provisional().map(Provisional::until).orElseThrow();
        return states.standing(lapsed.region(), end)
                .map(RegionNotices::region)
                .orElseGet(() -> Map.of(
                        "region", lapsed.region().code(),
                        "state", RegionState.ALLOW.name(),
                        "effective_from", end.toString()));
    }
}
