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
import io.stakebook.policy.region.Provisional;
import io.stakebook.policy.region.RegionToggle;
import java.time.Instant;
import java.util.TreeMap;

/** Writes change requests and region states. */
final class PolicyChangeJson {

    private final Assets assets;

    PolicyChangeJson(Assets assets) {
        this.assets = assets;
    }

    /** The answer to a change request that was made. */
    Answer created(PolicyChange change, Instant at) {
        return Answers.created("/v1/policy-changes/" + change.id(), json -> change(json, change, at));
    }

    /** The answer to a step on one. */
    Answer changed(PolicyChange change, Instant at) {
        return Answers.ok(json -> change(json, change, at));
    }

    static void toggle(JsonObjectWriter json, RegionToggle toggle) {
        json.text("region", toggle.region().code())
                .text("state", WireName.of(toggle.state()))
                .text("basis", toggle.basis())
                .time("effectiveFrom", toggle.effectiveFrom())
                .time("until", toggle.provisional().map(Provisional::until).orElse(null));
    }

    /** @param now the status is the one of then: a tightening expires by its end, not by somebody who writes it down */
    void change(JsonObjectWriter json, PolicyChange change, Instant now) {
        ChangeRequest request = change.request();
        json.id("id", change.id())
                .text("status", WireName.of(request.stateAt(now)))
                .text("direction", WireName.of(request.direction()))
                .number("baseVersion", request.baseVersion())
                .text("contentHash", request.proposed().hash())
                .objects("proposed", request.proposed().toggles(), PolicyChangeJson::toggle)
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
                .number("version", change.version());
        request.preview().ifPresent(preview -> json.object("preview", inner -> preview(inner, preview)));
    }

    void preview(JsonObjectWriter json, ImpactPreview preview) {
        json.time("takenAt", preview.takenAt())
                .number("accountsChanged", preview.accountsChanged())
                .objects("cells", preview.cells(), this::cell);
    }

    private void cell(JsonObjectWriter json, ImpactPreview.Cell cell) {
        json.text("region", cell.region().code())
                .text("before", cell.before())
                .text("after", cell.after())
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
