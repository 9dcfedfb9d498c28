package io.stakebook.policy.change;

import io.stakebook.policy.PolicyException.ChangeConflict;
import io.stakebook.policy.PolicyException.ChangeRefused;
import io.stakebook.policy.region.Provisional;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
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
 * once and alone, for at most 72 hours, by {@link #tightenNow}; a second officer's {@link #ratify} makes it permanent. The end
 * stands in the content itself, so that the law falls back by itself and on every node alike.
 *
 * @param id the request's id
 * @param authors everyone who wrote a line, sorted
 * @param baseVersion version of the states it was written against
 * @param baseHash content hash of those
 * @param proposed the content to become active
 * @param direction computed from base and content
 * @param state where it stands
 * @param preview impact on the population, once simulated; a tightening at once has none, for nothing may stand before it
 * @param approvals in the order given
 * @param effectiveAt when it becomes active, once scheduled
 * @param expiresAt when an unratified tightening falls away or fell away; empty for everything else
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

    /**
     * Starts a request against the states now active; {@code now} is when it is written. It carries provisional toggles of the base
     * along or replaces them, and makes none of its own.
     */
    public static ChangeRequest draft(String id, String author, RegionStates base, RegionStates proposed, Instant now) {
        requireNoneOfItsOwn(id, base, proposed);
        return written(id, Set.of(author), base, proposed, now);
    }

    private static ChangeRequest written(
            String id, Set<String> authors, RegionStates base, RegionStates proposed, Instant now) {
        return new ChangeRequest(
                id,
                authors,
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
        requireNoneOfItsOwn(id, base, content);
        Set<String> all = new TreeSet<>(authors);
        all.add(editor);
        return written(id, all, base, content, now);
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
        return moved(ChangeState.SIMULATED, Optional.of(impact), approvals, effectiveAt, expiresAt, note);
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
        return moved(next, preview, all, effectiveAt, expiresAt, note);
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
        return moved(ChangeState.SCHEDULED, preview, approvals, Optional.of(at), expiresAt, note);
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
     * The content that one officer's tightening makes of the states now active: the toggle with its end, and what stands again from
     * then. A region that stands unratified already keeps the end it has and what it falls back to, so that no officer prolongs what
     * he may do alone.
     *
     * @param id of the request that is to be made
     * @param toggle settled as written, in effect from {@code now}
     * @param duration how long to stand unratified, more than zero and at most {@link #UNRATIFIED_MAX}
     * @throws ChangeRefused {@code TOO_LONG}
     */
    public static RegionStates tightened(
            String id, RegionStates active, RegionToggle toggle, Instant now, Duration duration) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(UNRATIFIED_MAX) > 0) {
            throw new ChangeRefused(
                    "TOO_LONG",
                    "An unratified tightening stands for more than nothing and at most " + UNRATIFIED_MAX.toHours()
                            + " hours; " + duration + " was asked.");
        }
        Optional<RegionToggle> standing = active.toggle(toggle.region()).flatMap(one -> one.standing(now));
        Instant until = standing.flatMap(RegionToggle::provisional)
                .map(Provisional::until)
                .orElseGet(() -> now.plus(duration));
        return active.with(toggle.limited(new Provisional(id, until, standing.flatMap(RegionToggle::lasting))));
    }

    /**
     * One officer tightens at once. Active immediately, before anybody counts whom it touches, and gone at its end unless
     * ratified.
     *
     * @param now when it was written and takes effect
     * @param duration see {@link #tightened}
     * @throws ChangeRefused {@code NOT_TIGHTENING}, {@code TOO_LONG}
     */
    public static ChangeRequest tightenNow(
            String id, String officer, RegionStates active, RegionToggle toggle, Instant now, Duration duration) {
        RegionStates content = tightened(id, active, toggle, now, duration);
        ChangeRequest draft = written(id, Set.of(officer), active, content, now);
        if (draft.direction != Direction.TIGHTENING) {
            throw new ChangeRefused(
                    "NOT_TIGHTENING",
                    "Change request " + id + " is " + draft.direction
                            + "; only a tightening may take effect on one officer's word.");
        }
        return draft.moved(
                ChangeState.ACTIVE,
                Optional.empty(),
                List.of(),
                Optional.of(now),
                content.provisionalOf(id).flatMap(RegionToggle::provisional).map(Provisional::until),
                "");
    }

    /**
     * A second officer makes a tightening permanent.
     *
     * @param contentHash the hash the officer saw; must be the one proposed
     * @param comment empty for none
     * @throws ChangeRefused {@code EXPIRED} when its time is over, {@code NOTHING_TO_RATIFY} when it is active for good
     */
    public ChangeRequest ratify(String approver, String contentHash, Instant at, String comment) {
        if (state == ChangeState.EXPIRED || expired(at)) {
            throw new ChangeRefused(
                    "EXPIRED",
                    "Change request " + id + " fell away at " + expiresAt.orElseThrow() + ", unratified; it is " + at
                            + ".");
        }
        requireState("ratify", ChangeState.ACTIVE);
        if (expiresAt.isEmpty()) {
            throw new ChangeRefused("NOTHING_TO_RATIFY", "Change request " + id + " is active for good already.");
        }
        return moved(
                state, preview, withApproval(approver, contentHash, at, comment), effectiveAt, Optional.empty(), note);
    }

    /**
     * The states active now with this request's tightening made permanent, at the next version; every other region stays as it is.
     *
     * @throws ChangeConflict when it does not stand in them
     */
    public RegionStates ratified(RegionStates active) {
        RegionToggle toggle = active.provisionalOf(id)
                .orElseThrow(() -> new ChangeConflict("Change request " + id + " does not stand in version "
                        + active.version() + " (" + active.hash() + ")."));
        return active.with(toggle.settled()).withVersion(active.version() + 1);
    }

    /** Whether an unratified tightening has fallen away; nothing needs to be done for that, what stood before stands again. */
    public boolean expired(Instant now) {
        return state == ChangeState.ACTIVE && expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }

    /** Where it stands at an instant: an unratified tightening whose time is over is expired before anybody writes that down. */
    public ChangeState stateAt(Instant now) {
        return expired(now) ? ChangeState.EXPIRED : state;
    }

    /**
     * Writes down that it fell away.
     *
     * @throws ChangeRefused {@code NOT_DUE} before its end or without one
     */
    public ChangeRequest lapse(Instant now) {
        requireState("lapse", ChangeState.ACTIVE);
        if (!expired(now)) {
            throw new ChangeRefused(
                    "NOT_DUE",
                    "Change request " + id + " has not fallen away at " + now + "; its end is "
                            + expiresAt.map(Instant::toString).orElse("never") + ".");
        }
        return to(ChangeState.EXPIRED);
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
        return moved(end, preview, approvals, effectiveAt, expiresAt, reason);
    }

    private ChangeRequest to(ChangeState next) {
        return moved(next, preview, approvals, effectiveAt, expiresAt, note);
    }

    /** The same content by the same authors against the same base, further along. */
    private ChangeRequest moved(
            ChangeState next,
            Optional<ImpactPreview> impact,
            List<Approval> given,
            Optional<Instant> effective,
            Optional<Instant> expires,
            String why) {
        return new ChangeRequest(
                id, authors, baseVersion, baseHash, proposed, direction, next, impact, given, effective, expires, why);
    }

    private static void requireNoneOfItsOwn(String id, RegionStates base, RegionStates content) {
        for (RegionToggle toggle : content.toggles()) {
            if (toggle.provisional().isPresent()
                    && !base.toggle(toggle.region()).equals(Optional.of(toggle))) {
                throw new ChangeRefused(
                        "NOT_SETTLED",
                        "Change request " + id + " would set " + toggle.region()
                                + " for a time only; what people approve together lasts.");
            }
        }
    }

    private void requireBase(RegionStates active) {
        if (active.version() != baseVersion || !active.hash().equals(baseHash)) {
            throw new ChangeConflict("Change request " + id + " was written against version " + baseVersion + " ("
                    + baseHash + "); version " + active.version() + " (" + active.hash()
                    + ") is active. Propose it again on version " + active.version() + ".");
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
