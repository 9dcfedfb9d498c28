package io.stakebook.core.regions;

import io.stakebook.core.id.ChangeId;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.JobAnswers;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.posting.Submission;
import io.stakebook.core.proof.merkle.Hash;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Writes down which tightenings fell away unratified. Every node may sweep at any time: the key names the change, so of several
 * that try, one writes and the others are told its outcome.
 */
public final class LapseSweep {

    private static final String SCOPE = "lapse";

    private static final Logger LOG = System.getLogger(LapseSweep.class.getName());
    private static final int AT_ONCE = 100;

    private final PostingEngine engine;
    private final PolicyChanges changes;
    private final Clock clock;

    /** @param clock the business clock */
    public LapseSweep(PostingEngine engine, PolicyChanges changes, Clock clock) {
        this.engine = engine;
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
        List<CompletableFuture<Outcome>> asked = new ArrayList<>(over.size());
        for (ChangeId change : over) {
            asked.add(engine.submit(new Submission<>(
                            key(change),
                            new LapseRegionChange(change),
                            new JobAnswers<>((left, at) -> left.request().state() + " at " + at)))
                    .toCompletableFuture());
        }
        int written = 0;
        for (int i = 0; i < over.size(); i++) {
            try {
                written += asked.get(i).join().answer().status() == JobAnswers.DONE ? 1 : 0;
            } catch (CompletionException e) {
                LOG.log(Level.WARNING, "change=" + over.get(i) + " lapsed and could not be written down", e.getCause());
            }
        }
        return written;
    }

    private static IdempotencyKey key(ChangeId change) {
        String name = change.toString();
        return new IdempotencyKey(
                SCOPE, name, Hash.sha256(name.getBytes(StandardCharsets.UTF_8)).toHex());
    }
}
