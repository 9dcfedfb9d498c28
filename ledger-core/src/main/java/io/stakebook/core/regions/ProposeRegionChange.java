package io.stakebook.core.regions;

import io.stakebook.core.id.ChangeId;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.change.ImpactPreview;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proposes one region's state and puts it before the approvers, with the preview of whom it would touch.
 *
 * @param author the officer, as authenticated
 * @param baseVersion version of the region states the officer saw
 * @param asked when the officer asked; a toggle dated later leaves what stands until then
 * @param preview computed for exactly the proposed content, see {@link ImpactCalculator}
 */
public record ProposeRegionChange(
        ChangeId change,
        String author,
        RegionToggle toggle,
        String reason,
        long baseVersion,
        Instant asked,
        ImpactPreview preview)
        implements Command<PolicyChange> {

    public ProposeRegionChange {
        requireWords(reason, toggle);
    }

    static void requireWords(String reason, RegionToggle toggle) {
        FreeText.require("reason", reason);
        // The basis will stand in the event of the last approval, long after who wrote it could mend it.
        FreeText.requireSeen("basis", toggle.basis());
    }

    /** The content this toggle makes of some states; what a preview is computed for. */
    public static RegionStates content(RegionStates base, RegionToggle toggle, Instant asked) {
        return base.with(toggle, asked);
    }

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(RegionBook.key(), PolicyChange.key(change)));
    }

    @Override
    public Plan<PolicyChange> decide(Books books) {
        RegionBook book = RegionBook.current(books);
        book.requireVersion(baseVersion);
        RegionStates active = book.states();
        Instant at = book.notBeforeLaw(asked);
        ChangeRequest request = ChangeRefusals.take(
                () -> ChangeRequest.draft(change.toString(), author, active, content(active, toggle, asked), at)
                        .validate(active, at)
                        .simulate(preview)
                        .submit());
        PolicyChange proposed = new PolicyChange(change, request, reason, books.recordedAt(), books.recordedAt(), 1);
        return new Plan.Accepted<>(proposed, List.of(), List.of(proposed), Optional.empty(), List.of());
    }
}
