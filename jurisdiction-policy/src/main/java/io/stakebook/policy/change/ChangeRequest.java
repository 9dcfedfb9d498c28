package io.stakebook.policy.change;

import io.stakebook.policy.PolicyException.ChangeConflict;
import io.stakebook.policy.PolicyException.ChangeRefused;
import io.stakebook.policy.region.RegionStates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A proposed content of the region states on its way to being active. Immutable: every step returns a new request.
 *
 * <p>Approvals count only for the content hash they were given for, nobody who wrote a line may approve, nobody counts twice, and
 * an edit takes back all approvals and the preview. Tightening needs one other person, loosening two. An officer may tighten at
 * once and alone, for at most 72 hours, by {@link #tightenNow}; a second officer's {@link #ratify} makes it permanent.
 *
 * @param id the request's id
 * @param authors everyone who wrote a line, sorted
 * @param baseVersion version of the states it was written against
 * @param baseHash content hash of those
 * @param proposed the content to become active
 * @param direction computed from base and content
 * @param state where it stands
 * @param preview impact on a named population, once simulated
 * @param approvals in the order given
 * @param effectiveAt when it becomes active, once scheduled
 * @param expiresAt when an unratified tightening falls away; empty for everything else
 * @param note the last reason given for a rejection or withdrawal, empty before
 */
public record ChangeRequest(
        String id,
        Set<String> authors,
        long baseVersion,
        String baseHash,
        RegionStates proposed,
        Direction direction,
        ChangeState state,
        Optional<ImpactPreview> preview,
        List<Approval> approvals,
        Optional<Instant> effectiveAt,
        Optional<Instant> expiresAt,
        String note) {
    /** How long one officer's tightening stands alone. */
    public static final Duration UNRATIFIED_MAX = Duration.ofDays(3);

    public ChangeRequest {
        authors = java.util.Collections.unmodifiableSet(new TreeSet<>(authors));
        approvals = List.copyOf(approvals);
        if (id.isBlank() || authors.isEmpty() || authors.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A change request has an id and at least one named author.");
        }
    }

    /** Starts a request against the states now active; {@code now} is when it is written. */
    public static ChangeRequest draft(String id, String author, RegionStates base, RegionStates proposed, Instant now) {
        return new ChangeRequest(
                id,
                Set.of(author),
                base.version(),
                base.hash(),
                proposed,
                Direction.between(base, proposed, now),
                ChangeState.DRAFT,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    /** Replaces the content: approvals and preview fall away, and the editor becomes an author. */
    public ChangeRequest edit(String editor, RegionStates base, RegionStates content, Instant now) {
        requireState(
                "edit",
                ChangeState.DRAFT,
                ChangeState.VALIDATED,
                ChangeState.SIMULATED,
                ChangeState.IN_REVIEW,
                ChangeState.APPROVED);
        requireBase(base);
        Set<String> all = new TreeSet<>(authors);
        all.add(editor);
        return new ChangeRequest(
                id,
                all,
                baseVersion,
                baseHash,
                content,
                Direction.between(base, content, now),
                ChangeState.DRAFT,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    public ChangeRequest validate(RegionStates active) {
        requireState("validate", ChangeState.DRAFT);
        requireBase(active);
        if (proposed.hash().equals(baseHash)) {
            throw new ChangeRefused(
                    "NO_CHANGE", "Change request " + id + " proposes what is active already (" + baseHash + ").");
        }
        return to(ChangeState.VALIDATED);
    }

    /** Attaches the preview, which must have been computed for exactly this content. */
    public ChangeRequest simulate(ImpactPreview impact) {
        requireState("simulate", ChangeState.VALIDATED, ChangeState.SIMULATED);
        if (!impact.contentHash().equals(proposed.hash())) {
            throw new ChangeRefused(
                    "PREVIEW_MISMATCH",
                    "The preview is for content " + impact.contentHash() + "; change request " + id + " proposes "
                            + proposed.hash() + ".");
        }
        return new ChangeRequest(
                id,
                authors,
                baseVersion,
                baseHash,
                proposed,
                direction,
                ChangeState.SIMULATED,
                Optional.of(impact),
                approvals,
                effectiveAt,
                expiresAt,
                note);
    }

    public ChangeRequest submit() {
        requireState("submit", ChangeState.SIMULATED);
        return to(ChangeState.IN_REVIEW);
    }

    /**
     * @param contentHash the hash the approver saw; must be the one proposed
     */
    public ChangeRequest approve(String approver, String contentHash, Instant at) {
        return approve(approver, contentHash, at, "");
    }

    /**
     * As {@link #approve(String, String, Instant)}, with a word of the approver's.
     *
     * @param comment empty for none
     */
    public ChangeRequest approve(String approver, String contentHash, Instant at, String comment) {
        requireState("approve", ChangeState.IN_REVIEW);
        List<Approval> all = withApproval(approver, contentHash, at, comment);
        ChangeState next = all.size() >= direction.approvalsNeeded() ? ChangeState.APPROVED : ChangeState.IN_REVIEW;
        return new ChangeRequest(
                id,
                authors,
                baseVersion,
                baseHash,
                proposed,
                direction,
                next,
                preview,
                all,
                effectiveAt,
                expiresAt,
                note);
    }

    /**
     * @param at when it is to take effect, not before {@code now}
     */
    public ChangeRequest schedule(Instant at, Instant now) {
        requireState("schedule", ChangeState.APPROVED);
        if (at.isBefore(now)) {
            throw new ChangeRefused(
                    "PAST_INSTANT", "Change request " + id + " cannot take effect at " + at + ", before " + now + ".");
        }
        return new ChangeRequest(
                id,
                authors,
                baseVersion,
                baseHash,
                proposed,
                direction,
                ChangeState.SCHEDULED,
                preview,
                approvals,
                Optional.of(at),
                expiresAt,
                note);
    }

    /**
     * Makes it active. Everything is checked again at the boundary; if the base has moved, the current states stay.
     *
     * @throws ChangeConflict when another change became active in between
     */
    public ChangeRequest activate(RegionStates active, Instant now) {
        requireState("activate", ChangeState.SCHEDULED);
        requireBase(active);
        Instant due = effectiveAt.orElseThrow();
        if (now.isBefore(due)) {
            throw new ChangeRefused(
                    "NOT_DUE", "Change request " + id + " takes effect at " + due + ", not yet at " + now + ".");
        }
        return to(ChangeState.ACTIVE);
    }

    /** The content with the next version number: what to make active. */
    public RegionStates activated() {
        requireState("read the active content of", ChangeState.ACTIVE);
        return proposed.withVersion(baseVersion + 1);
    }

    public ChangeRequest supersede() {
        requireState("supersede", ChangeState.ACTIVE);
        return to(ChangeState.SUPERSEDED);
    }

    public ChangeRequest reject(String approver, String reason) {
        requireState("reject", ChangeState.IN_REVIEW, ChangeState.APPROVED, ChangeState.SCHEDULED);
        if (authors.contains(approver)) {
            throw new ChangeRefused(
                    "SELF_REJECTION", approver + " wrote change request " + id + "; an author withdraws it instead.");
        }
        return ended(ChangeState.REJECTED, reason);
    }

    public ChangeRequest withdraw(String author, String reason) {
        if (state.isFinal() || state == ChangeState.ACTIVE) {
            requireState("withdraw");
        }
        if (!authors.contains(author)) {
            throw new ChangeRefused(
                    "NOT_AUTHOR", author + " did not write change request " + id + " and cannot withdraw it.");
        }
        return ended(ChangeState.WITHDRAWN, reason);
    }

    /**
     * One officer tightens at once. Active immediately, and gone after {@link #UNRATIFIED_MAX} unless ratified.
     *
     * @param duration how long to stand unratified, more than zero
     */
    public static ChangeRequest tightenNow(
            String id, String officer, RegionStates active, RegionStates content, Instant now, Duration duration) {
        ChangeRequest draft = draft(id, officer, active, content, now);
        if (draft.direction != Direction.TIGHTENING) {
            throw new ChangeRefused(
                    "NOT_TIGHTENING",
                    "Change request " + id + " is " + draft.direction
                            + "; only a tightening may take effect on one officer's word.");
        }
        if (duration.isNegative() || duration.isZero() || duration.compareTo(UNRATIFIED_MAX) > 0) {
            throw new ChangeRefused(
                    "TOO_LONG",
                    "An unratified tightening stands for at most " + UNRATIFIED_MAX.toHours() + " hours; " + duration
                            + " was asked.");
        }
        return new ChangeRequest(
                id,
                draft.authors,
                draft.baseVersion,
                draft.baseHash,
                content,
                draft.direction,
                ChangeState.ACTIVE,
                Optional.empty(),
                List.of(),
                Optional.of(now),
                Optional.of(now.plus(duration)),
                "");
    }

    /** A second officer makes a tightening permanent. */
    public ChangeRequest ratify(String approver, String contentHash, Instant at) {
        requireState("ratify", ChangeState.ACTIVE);
        if (expiresAt.isEmpty()) {
            throw new ChangeRefused("NOTHING_TO_RATIFY", "Change request " + id + " is active for good already.");
        }
        if (expired(at)) {
            throw new ChangeRefused(
                    "EXPIRED", "Change request " + id + " fell away at " + expiresAt.get() + ", unratified.");
        }
        return new ChangeRequest(
                id,
                authors,
                baseVersion,
                baseHash,
                proposed,
                direction,
                state,
                preview,
                withApproval(approver, contentHash, at, ""),
                effectiveAt,
                Optional.empty(),
                note);
    }

    /** Whether an unratified tightening has fallen away: the states before it must be made active again. */
    public boolean expired(Instant now) {
        return state == ChangeState.ACTIVE && expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }

    private List<Approval> withApproval(String approver, String contentHash, Instant at, String comment) {
        if (authors.contains(approver)) {
            throw new ChangeRefused(
                    "SELF_APPROVAL", approver + " wrote change request " + id + " and cannot approve it.");
        }
        if (approvals.stream().anyMatch(a -> a.approver().equals(approver))) {
            throw new ChangeRefused("ALREADY_APPROVED", approver + " has approved change request " + id + " already.");
        }
        if (!contentHash.equals(proposed.hash())) {
            throw new ChangeRefused(
                    "CONTENT_CHANGED",
                    "The approval is for content " + contentHash + "; change request " + id + " proposes "
                            + proposed.hash() + ".");
        }
        List<Approval> all = new ArrayList<>(approvals);
        all.add(new Approval(approver, contentHash, at, comment));
        return all;
    }

    private ChangeRequest ended(ChangeState end, String reason) {
        if (reason.isBlank()) {
            throw new ChangeRefused("NO_REASON", "Ending change request " + id + " needs a reason.");
        }
        return new ChangeRequest(
                id,
                authors,
                baseVersion,
                baseHash,
                proposed,
                direction,
                end,
                preview,
                approvals,
                effectiveAt,
                expiresAt,
                reason);
    }

    private ChangeRequest to(ChangeState next) {
        return new ChangeRequest(
                id,
                authors,
                baseVersion,
                baseHash,
                proposed,
                direction,
                next,
                preview,
                approvals,
                effectiveAt,
                expiresAt,
                note);
    }

    private void requireBase(RegionStates active) {
        if (active.version() != baseVersion || !active.hash().equals(baseHash)) {
            throw new ChangeConflict("Change request " + id + " was written against version " + baseVersion + " ("
                    + baseHash + "); version " + active.version() + " (" + active.hash() + ") is active.");
        }
    }

    private void requireState(String step, ChangeState... allowed) {
        if (!List.of(allowed).contains(state)) {
            throw new ChangeRefused(
                    "WRONG_STATE",
                    "Cannot " + step + " change request " + id + " in state " + state + "; allowed in "
                            + List.of(allowed) + ".");
        }
    }
}
