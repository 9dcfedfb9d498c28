package io.stakebook.core.regions;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.ChangeId;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.change.ChangeState;
import io.stakebook.policy.region.RegionToggle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One officer's yes. With the last one that is needed the proposed states become law in the same transaction.
 *
 * @param contentHash the content the officer saw
 * @param comment what the approver says, empty for nothing; one line
 * @param activeChangeOrNull the change active when the command was prepared; it is superseded
 */
public record ApproveRegionChange(
        ChangeId change,
        String approver,
        String contentHash,
        String comment,
        @Nullable ChangeId activeChangeOrNull) implements Command<PolicyChange> {

    public ApproveRegionChange {
        if (!comment.isEmpty()) {
            FreeText.require("comment", comment);
        }
    }

    /** An approval without a word. */
    public ApproveRegionChange(
            ChangeId change, String approver, String contentHash, @Nullable ChangeId activeChangeOrNull) {
        this(change, approver, contentHash, "", activeChangeOrNull);
    }

    @Override
    public Needs needs() {
        Set<RecordKey> records = new HashSet<>(Set.of(RegionBook.key(), PolicyChange.key(change)));
        if (activeChangeOrNull != null) {
            records.add(PolicyChange.key(activeChangeOrNull));
        }
        return new Needs(Set.of(), records);
    }

    @Override
    public Plan<PolicyChange> decide(Books books) {
        PolicyChange current = PolicyChange.require(books, change);
        Instant now = books.recordedAt();
        ChangeRequest approved = Steps.take(() -> current.request().approve(approver, contentHash, now, comment));
        if (approved.state() != ChangeState.APPROVED) {
            PolicyChange waiting = current.with(approved, now);
            return new Plan.Accepted<>(waiting, List.of(), List.of(waiting), Optional.empty(), List.of());
        }
        return activate(books, current, approved, now);
    }

    private Plan<PolicyChange> activate(Books books, PolicyChange current, ChangeRequest approved, Instant now) {
        RegionBook book = RegionBook.current(books);
        if (!Objects.equals(book.activeChangeOrNull(), activeChangeOrNull)) {
            throw new Conflict(
                    ErrorCode.STALE, "another change of the region states became active: " + book.activeChangeOrNull());
        }
        ChangeRequest active = Steps.take(() -> approved.schedule(now, now).activate(book.states(), now));
        PolicyChange done = current.with(active, now);
        RegionBook after = new RegionBook(active.activated(), change, now);
        List<Stored> writes = new ArrayList<>(List.of(done, after));
        if (activeChangeOrNull != null) {
            PolicyChange before = PolicyChange.require(books, activeChangeOrNull);
            writes.add(before.with(Steps.take(() -> before.request().supersede()), now));
        }
        return new Plan.Accepted<>(done, List.of(), writes, Optional.empty(), List.of(notice(done, book, after)));
    }

    /** Tells what became another; all the states, each with its basis, would some day be longer than an event may be. */
    private Notice notice(PolicyChange done, RegionBook before, RegionBook after) {
        Set<RegionToggle> known = Set.copyOf(before.states().toggles());
        return new Notice(
                "io.stakebook.policy.regions.changed.v1",
                "house",
                change.toString(),
                Map.of(
                        "change_id", change.toString(),
                        "version", after.states().version(),
                        "content_hash", after.states().hash(),
                        "direction", done.request().direction().name(),
                        "authors", List.copyOf(done.request().authors()),
                        "approvers",
                                done.request().approvals().stream()
                                        .map(approval -> approval.approver())
                                        .toList(),
                        "regions",
                                after.states().toggles().stream()
                                        .filter(toggle -> !known.contains(toggle))
                                        .map(toggle -> Map.of(
                                                "region", toggle.region().code(),
                                                "state", toggle.state().name(),
                                                "basis", toggle.basis(),
                                                "effective_from",
                                                        toggle.effectiveFrom().toString()))
                                        .toList()));
    }
}
