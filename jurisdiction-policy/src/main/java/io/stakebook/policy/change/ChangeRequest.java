package io.stakebook.policy.change;

import io.stakebook.policy.PolicyException.ChangeConflict;
import io.stakebook.policy.PolicyException.ChangeRefused;
import io.stakebook.policy.region.Provisional;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
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
 * an edit takes back all approvals and the preview. Tightening needs one other person, loosening two. What becomes law is what was
 * approved, from the last approval on where its own date has passed by then. An officer may tighten at
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
 * @param move what it does to its region; empty when it moves several or was written before that was kept
 * @param law what it made law, where that is not {@code proposed} to the letter; empty before
 * @param effectiveAt when it began or begins to bind, once approved
 * @param expiresAt when an unratified tightening falls away or fell away; empty for everything else
 * @param note the last reason given for a rejection or withdrawal, empty before
 * @param endedBy who rejected or withdrew it; empty before, and where that was not kept
 */
public record ChangeRequest(
        String id,
        Set<String> authors,
        long baseVersion,
        String baseHash,
        RegionStates proposed,
        Direction direction,
        Optional<Move> move,
        ChangeState state,
        Optional<ImpactPreview> preview,
        List<Approval> approvals,
        Optional<RegionStates> law,
        Optional<Instant> effectiveAt,
        Optional<Instant> expiresAt,
        String note,
        String endedBy) {
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
        return written(id, Set.of(author), base, proposed, move(base, proposed, now), now);
    }

    private static ChangeRequest written(
            String id,
            Set<String> authors,
            RegionStates base,
            RegionStates proposed,
            Optional<Move> move,
            Instant now) {
        return new ChangeRequest(
                id,
                authors,
                base.version(),
                base.hash(),
                proposed,
                Direction.between(base, proposed, now),
                move,
                ChangeState.DRAFT,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "");
    }

    private static Optional<Move> move(RegionStates base, RegionStates proposed, Instant now) {
        Set<Region> moved = base.differing(proposed);
        if (moved.size() != 1) {
            return Optional.empty();
        }
        Region region = moved.iterator().next();
        RegionState to = proposed.last(region).map(RegionToggle::state).orElse(RegionState.ALLOW);
        return Optional.of(new Move(region, base.state(region, now), to));
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
        return written(id, all, base, content, move(base, content, now), now);
    }

    /** @param now what binds alike from then on, state and basis, is no change; a date alone changes nothing */
    public ChangeRequest validate(RegionStates active, Instant now) {
        requireState("validate", ChangeState.DRAFT);
        requireBase(active);
        if (active.bindsAlike(proposed, now)) {
            throw new ChangeRefused("NO_CHANGE", "Change request " + id + " changes nothing: " + nothing(now));
        }
        return to(ChangeState.VALIDATED);
    }

    private String nothing(Instant now) {
        if (move.isEmpty()) {
            return "what it proposes is active already (" + baseHash + ").";
        }
        Region region = move.get().region();
        return move.get().to() == RegionState.ALLOW
                ? region + " is ALLOW already, which opens nothing that the policies close."
                : region + " is " + proposed.state(region, now) + " on this basis already.";
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
     * Itself, if it may still become law.
     *
     * @throws ChangeConflict when another change became active since it was written
     */
    public ChangeRequest on(RegionStates active) {
        requireState("approve", ChangeState.IN_REVIEW);
        requireBase(active);
        return this;
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
     * Makes it law. Where its date has passed it binds from {@code now} on: nobody may say of a region that it was closed before
     * people agreed to that.
     *
     * @throws ChangeConflict when another change became active in between
     */
    public ChangeRequest activate(RegionStates active, Instant now) {
        requireState("activate", ChangeState.APPROVED);
        requireBase(active);
        RegionStates made = active.taking(proposed, now);
        Instant from = active.differing(proposed).stream()
                .flatMap(region -> made.last(region).stream())
                .map(RegionToggle::effectiveFrom)
                .max(Instant::compareTo)
                .orElse(now);
        Optional<RegionStates> other =
                made.hash().equals(proposed.hash()) ? Optional.empty() : Optional.of(made.withVersion(baseVersion + 1));
        return new ChangeRequest(
                id,
                authors,
                baseVersion,
                baseHash,
                proposed,
                direction,
                move,
                ChangeState.ACTIVE,
                preview,
                approvals,
                other,
                Optional.of(from),
                expiresAt,
                note,
                endedBy);
    }

    /** What it made law, or proposes to. */
    public RegionStates activated() {
        return law.orElse(proposed).withVersion(baseVersion + 1);
    }

    public ChangeRequest supersede() {
        requireState("supersede", ChangeState.ACTIVE);
        return to(ChangeState.SUPERSEDED);
    }

    public ChangeRequest reject(String approver, String reason) {
        requireState("reject", ChangeState.IN_REVIEW, ChangeState.APPROVED);
        if (authors.contains(approver)) {
            throw new ChangeRefused(
                    "SELF_REJECTION", approver + " wrote change request " + id + "; an author withdraws it instead.");
        }
        return ended(ChangeState.REJECTED, approver, reason);
    }

    public ChangeRequest withdraw(String author, String reason) {
        requireState(
                "withdraw",
                ChangeState.DRAFT,
                ChangeState.VALIDATED,
                ChangeState.SIMULATED,
                ChangeState.IN_REVIEW,
                ChangeState.APPROVED);
        if (!authors.contains(author)) {
            throw new ChangeRefused(
                    "NOT_AUTHOR", author + " did not write change request " + id + " and cannot withdraw it.");
        }
        return ended(ChangeState.WITHDRAWN, author, reason);
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
        Instant until = active.toggles().stream()
                .filter(one -> one.region().equals(toggle.region()))
                .flatMap(one -> one.provisional().stream())
                .filter(limit -> !limit.lapsed(now))
                .map(Provisional::until)
                .findFirst()
                .orElseGet(() -> now.plus(duration));
        return active.under(toggle, id, until);
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
        // Not what comes last in the region: what was scheduled there stays, and this binds before it.
        Move move = new Move(toggle.region(), active.state(toggle.region(), now), toggle.state());
        ChangeRequest draft = written(id, Set.of(officer), active, content, Optional.of(move), now);
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
            throw new ChangeRefused(
                    "NOTHING_TO_RATIFY", "Change request " + id + " is active for good already.", state.name());
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
        return active.ratified(id)
                .map(states -> states.withVersion(active.version() + 1))
                .orElseThrow(() -> new ChangeConflict("Change request " + id + " does not stand in version "
                        + active.version() + " (" + active.hash() + ")."));
    }

    /** Whether an unratified tightening has fallen away; nothing needs to be done for that, what stood before stands again. */
    public boolean expired(Instant now) {
        return state == ChangeState.ACTIVE && expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }

    /**
     * Where it stands at an instant, before anybody writes that down: an unratified tightening whose time is over is expired, what
     * is law and begins later is scheduled, and what was proposed on states that moved on is superseded, for it can never become law.
     *
     * @param version of the states now active
     */
    public ChangeState stateAt(Instant now, long version) {
        if (expired(now)) {
            return ChangeState.EXPIRED;
        }
        if (state == ChangeState.ACTIVE && effectiveAt.filter(now::isBefore).isPresent()) {
            return ChangeState.SCHEDULED;
        }
        return state == ChangeState.IN_REVIEW && version != baseVersion ? ChangeState.SUPERSEDED : state;
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

    private ChangeRequest ended(ChangeState end, String by, String reason) {
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
                move,
                end,
                preview,
                approvals,
                law,
                effectiveAt,
                expiresAt,
                reason,
                by);
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
                id,
                authors,
                baseVersion,
                baseHash,
                proposed,
                direction,
                move,
                next,
                impact,
                given,
                law,
                effective,
                expires,
                why,
                endedBy);
    }

    private static void requireNoneOfItsOwn(String id, RegionStates base, RegionStates content) {
        for (RegionToggle toggle : content.toggles()) {
            if (toggle.provisional().isPresent() && !base.toggles().contains(toggle)) {
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
                    "Cannot " + step + " change request " + id + " in state " + state + "; that takes one in state "
                            + String.join(
                                    " or ",
                                    java.util.Arrays.stream(allowed)
                                            .map(Enum::name)
                                            .toList())
                            + ".",
                    state.name());
        }
    }
}
