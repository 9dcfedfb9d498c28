package io.stakebook.api.policy;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.submission.Answers;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.regions.PolicyChange;
import io.stakebook.core.wire.WireName;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.change.ImpactPreview;
import io.stakebook.policy.change.Move;
import io.stakebook.policy.region.Provisional;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes change requests and region states. */
final class PolicyChangeJson {

    private final Assets assets;

    PolicyChangeJson(Assets assets) {
        this.assets = assets;
    }

    /** The answer to a change request that was made. */
    Answer created(PolicyChange change, Instant at) {
        return Answers.created("/v1/policy-changes/" + change.id(), json -> fresh(json, change, at));
    }

    /** The answer to a step on one. */
    Answer changed(PolicyChange change, Instant at) {
        return Answers.ok(json -> fresh(json, change, at));
    }

    /** A step that was taken was taken on the states in force. */
    private void fresh(JsonObjectWriter json, PolicyChange change, Instant at) {
        change(json, change, at, change.request().baseVersion());
    }

    static void toggle(JsonObjectWriter json, RegionToggle toggle) {
        json.text("region", toggle.region().code())
                .text("state", WireName.of(toggle.state()))
                .text("basis", toggle.basis())
                .time("effectiveFrom", toggle.effectiveFrom())
                .time("until", toggle.provisional().map(Provisional::until).orElse(null));
    }

    /** With what stands again after the end of a tightening, and the change that may make it last. */
    static void kept(JsonObjectWriter json, RegionToggle toggle) {
        toggle(json, toggle);
        toggle.provisional().ifPresent(limit -> {
            json.text("changeId", limit.change());
            limit.before()
                    .ifPresent(before -> json.object(
                            "before",
                            inner -> inner.text("state", WireName.of(before.state()))
                                    .text("basis", before.basis())
                                    .time("effectiveFrom", before.effectiveFrom())));
        });
    }

    /**
     * @param now the status is the one of then: a tightening expires by its end, not by somebody who writes it down
     * @param active version of the region states in force
     */
    void change(JsonObjectWriter json, PolicyChange change, Instant now, long active) {
        ChangeRequest request = change.request();
        Optional<Move> move = request.move();
        json.id("id", change.id())
                .text("status", WireName.of(change.stateAt(now, active)))
                .text("direction", WireName.of(request.direction()))
                .text("region", move.map(one -> one.region().code()).orElse(null))
                .text("from", move.map(one -> WireName.of(one.from())).orElse(null))
                .text("to", move.map(one -> WireName.of(one.to())).orElse(null))
                .number("baseVersion", request.baseVersion())
                .text("contentHash", request.proposed().hash())
                .objects("proposed", proposed(change), PolicyChangeJson::toggle)
                .text("reason", change.reason())
                .texts("authors", request.authors())
                .number("approvalsNeeded", request.direction().approvalsNeeded())
                .objects(
                        "approvals",
                        request.approvals(),
                        (item, approval) -> item.text("approver", approval.approver())
                                .time("at", approval.at())
                                .text("comment", approval.comment().isEmpty() ? null : approval.comment()))
                .time("proposedAt", change.proposedAt())
                .time("changedAt", change.changedAt())
                .time("effectiveAt", request.effectiveAt().orElse(null))
                .time("expiresAt", request.expiresAt().orElse(null))
                .text("note", request.note().isEmpty() ? null : request.note())
                .text("endedBy", request.endedBy().isEmpty() ? null : request.endedBy())
                .number("version", change.version());
        request.preview()
                .ifPresent(preview ->
                        json.object("preview", inner -> preview(inner, change, preview, change.proposedAt())));
    }

    /** What would stand once the change is in force, without what lapsed meanwhile. */
    private static List<RegionToggle> proposed(PolicyChange change) {
        RegionStates states = change.request().activated();
        Instant from = states.provisionalOf(change.id().toString())
                .or(() -> change.request().move().flatMap(move -> states.last(move.region())))
                .map(RegionToggle::effectiveFrom)
                .orElse(change.proposedAt());
        Instant at = from.isAfter(change.proposedAt()) ? from : change.proposedAt();
        return Stream.concat(states.standing(at).stream(), states.scheduled(at).stream())
                .toList();
    }

    /**
     * @param preview of the change
     * @param takenAt when it was counted; it asks about the instant it names itself
     */
    void preview(JsonObjectWriter json, PolicyChange change, ImpactPreview preview, Instant takenAt) {
        json.time("takenAt", takenAt)
                .time("asOf", preview.takenAt())
                .number("accountsChanged", preview.accountsChanged());
        change.request().move().ifPresent(move -> json.number("accountsInRegion", preview.accountsIn(move.region())));
        json.objects("cells", preview.cells(), this::cell);
    }

    private void cell(JsonObjectWriter json, ImpactPreview.Cell cell) {
        json.text("region", cell.region().code())
                .text("before", cell.before())
                .text("after", cell.after())
                .text("rewardsBefore", cell.rewardsBefore().isEmpty() ? null : cell.rewardsBefore())
                .text("rewardsAfter", cell.rewardsAfter().isEmpty() ? null : cell.rewardsAfter())
                .flag("changes", cell.changes())
                .number("accounts", cell.accounts())
                .number("positions", cell.positions())
                .objects(
                        "amounts",
                        new TreeMap<>(cell.units()).entrySet(),
                        (item, held) -> item.text("asset", held.getKey())
                                .text(
                                        "amount",
                                        assets.get(new AssetCode(held.getKey())).format(held.getValue())));
    }
}
