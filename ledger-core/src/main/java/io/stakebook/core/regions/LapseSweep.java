package io.stakebook.core.regions;

import io.stakebook.core.id.ChangeId;
import io.stakebook.core.posting.JobSteps;
import io.stakebook.core.posting.PostingEngine;
import java.lang.System.Logger;
import java.time.Clock;
import java.util.List;

/**
 * Writes down which tightenings fell away unratified. Every node may sweep at any time: the key names the change, so of several
 * that try, one writes and the others are told its outcome.
 */
public final class LapseSweep {

    private static final String SCOPE = "lapse";

    private static final Logger LOG = System.getLogger(LapseSweep.class.getName());
    private static final int AT_ONCE = 100;

    private final JobSteps<PolicyChange> steps;
    private final PolicyChanges changes;
    private final Clock clock;

    /** @param clock the business clock */
    public LapseSweep(PostingEngine engine, PolicyChanges changes, Clock clock) {
        this.steps = new JobSteps<>(engine, SCOPE, (left, at) -> left.request().state() + " at " + at, LOG);
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Takes up to {@value #AT_ONCE} changes, those that ended first; waits for the commits.
     *
     * @return how many are written down now
     */
    public int sweep() {
        List<ChangeId> over = changes.lapsed(clock.instant(), AT_ONCE);
        return steps.take(over.stream().map(LapseSweep::step).toList());
    }

    private static JobSteps.Step<PolicyChange> step(ChangeId over) {
        return new JobSteps.Step<>(
                over.toString(),
                new LapseRegionChange(over),
                "change=" + over + " lapsed and could not be written down");
    }
}
