package io.stakebook.api.reconciliation;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.BreakNote;
import io.stakebook.core.reconciliation.Preview;
import io.stakebook.core.reconciliation.Resolution;
import io.stakebook.core.reconciliation.Statement;
import io.stakebook.core.reconciliation.StatementSummary;
import io.stakebook.core.reconciliation.file.StatementLine;
import io.stakebook.core.wire.WireName;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;

/** Writes statements, breaks and previews. */
final class ReconciliationJson {

    private final Assets assets;

    ReconciliationJson(Assets assets) {
        this.assets = assets;
    }

    /** @param held the assets of its products; units of the tolerance are of each */
    void statement(JsonObjectWriter json, Statement statement, SortedSet<AssetCode> held) {
        json.id("id", statement.id())
                .text("provider", statement.provider())
                .text("fileSha256", statement.sha256())
                .date("from", statement.from())
                .date("to", statement.to())
                .texts(
                        "products",
                        statement.products().stream().map(ProductId::value).toList())
                .objects(
                        "tolerances",
                        List.copyOf(held),
                        (tolerance, asset) -> tolerance
                                .id("asset", asset)
                                .text("amount", assets.get(asset).format(statement.tolerancePerLine())))
                .number("days", statement.days())
                .number("agreed", statement.agreed())
                .number("breaks", statement.breaks())
                .text("receivedBy", statement.receivedBy())
                .time("receivedAt", statement.receivedAt());
    }

    void summary(JsonObjectWriter json, StatementSummary summary, SortedSet<AssetCode> held) {
        statement(json, summary.statement(), held);
        json.object(
                        "breaksByType",
                        types -> summary.found().forEach((type, count) -> types.number(WireName.of(type), count)))
                .number("openBreaks", summary.open());
    }

    void line(JsonObjectWriter json, StatementLine line) {
        json.number("line", line.line())
                .date("businessDate", line.date())
                .id("productId", line.product())
                .id("asset", line.asset())
                .text("reward", assets.get(line.asset()).format(line.units()))
                .text("reference", line.reference())
                .text("validator", line.validator().isEmpty() ? null : line.validator());
    }

    /** @param today the day up to which the break's age counts */
    void found(JsonObjectWriter json, Break found, LocalDate today) {
        Asset asset = assets.get(found.asset());
        json.id("id", found.id())
                .id("statementId", found.statement())
                .text("provider", found.provider())
                .text("type", WireName.of(found.type()))
                .number("typeNumber", found.type().number())
                .text("state", WireName.of(found.state()))
                .id("productId", found.product())
                .date("businessDate", found.day())
                .id("asset", found.asset());
        if (found.line() > 0) {
            json.number("line", found.line());
        }
        amount(json, asset, "reported", found.reported());
        amount(json, asset, "expected", found.expected().units());
        amount(json, asset, "difference", found.difference());
        amount(json, asset, "tolerance", found.expected().tolerance());
        amount(json, asset, "accrued", found.expected().accrued());
        amount(json, asset, "commission", found.expected().commission());
        amount(json, asset, "corrected", found.expected().corrected());
        json.number("ageDays", found.ageDays(today))
                .flag("quarantined", found.type().quarantined())
                .flag("correctable", found.type().correctable())
                .text("action", found.type().action())
                .text("owner", found.owner())
                .time("openedAt", found.openedAt())
                .number("notes", found.notes());
        found.waiting()
                .ifPresent(proposal -> json.object(
                        "proposal",
                        inner -> inner.text("note", proposal.note())
                                .text("by", proposal.by())
                                .time("at", proposal.at())));
        found.resolution().ifPresent(resolution -> json.object("resolution", inner -> resolution(inner, resolution)));
    }

    void note(JsonObjectWriter json, BreakNote note) {
        json.number("number", note.number())
                .text("note", note.text())
                .text("owner", note.ownerOrNull())
                .text("by", note.by())
                .time("at", note.at());
    }

    void preview(JsonObjectWriter json, Preview preview) {
        json.id("breakId", preview.of().id())
                .text("previewHash", preview.hash())
                .text("action", preview.of().type().action());
        if (!preview.postings().isEmpty()) {
            json.object(
                    "entry",
                    entry -> entry.text("kind", WireName.of(EntryKind.ACCRUAL_CORRECTION))
                            .date("businessDate", preview.businessDate())
                            .text("memo", preview.memo())
                            .objects("postings", preview.postings(), this::posting));
        }
    }

    private void posting(JsonObjectWriter json, Posting posting) {
        json.id("account", posting.account())
                .text("side", posting.side().wire())
                .id("asset", posting.amount().asset())
                .text("amount", assets.get(posting.amount().asset()).format(posting.amount()));
    }

    private static void resolution(JsonObjectWriter json, Resolution resolution) {
        json.text("kind", WireName.of(resolution.kind()))
                .text("note", resolution.note())
                .text("by", resolution.by())
                .text("approvedBy", resolution.approvedByOrNull())
                .time("at", resolution.at())
                .id("entryId", resolution.entryOrNull());
    }

    private static void amount(JsonObjectWriter json, Asset asset, String name, BigInteger units) {
        json.text(name, asset.format(units));
    }
}
