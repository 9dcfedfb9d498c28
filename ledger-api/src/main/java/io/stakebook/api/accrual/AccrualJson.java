package io.stakebook.api.accrual;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.list.Listing;
import io.stakebook.core.accrual.AccrualLine;
import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.RunManifest;
import io.stakebook.core.accrual.RunPreview;
import io.stakebook.core.accrual.reward.AccrualBasis;
import io.stakebook.core.accrual.reward.RewardStream;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.Assets;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.wire.WireName;
import java.time.LocalDate;

/** Writes runs and lines. */
final class AccrualJson {

    /** Characters of a day; the longer years that Java reads fit into no column. */
    private static final int DAY = 10;

    private final Assets assets;

    AccrualJson(Assets assets) {
        this.assets = assets;
    }

    void run(JsonObjectWriter json, AccrualRun run) {
        json.id("id", run.id())
                .id("productId", run.product())
                .id("asset", run.asset())
                .date("businessDate", run.day())
                .number("rateVersion", run.rateVersion())
                .text("state", WireName.of(run.state()))
                .time("startedAt", run.startedAt())
                .time("completedAt", run.completedAtOrNull());
        RunManifest manifest = run.manifestOrNull();
        if (manifest != null) {
            Asset asset = assets.get(run.asset());
            json.object(
                    "manifest",
                    inner -> inner.id("asset", run.asset())
                            .text("inputsHash", manifest.inputsHash())
                            .number("portfolios", manifest.portfolios())
                            .number("lines", manifest.lines())
                            .number("entries", manifest.entries())
                            .text("debits", asset.format(manifest.debits()))
                            .text("base", asset.format(manifest.baseUnits()))
                            .text("commission", asset.format(manifest.commissionUnits()))
                            .text("backed", asset.format(manifest.backedUnits()))
                            .text("unbacked", asset.format(manifest.unbackedUnits())));
        }
    }

    /** What a run would come to, beside the run as it would begin. */
    void preview(JsonObjectWriter json, AccrualRun run, RunPreview figures) {
        Asset asset = assets.get(run.asset());
        json.object(
                "preview",
                inner -> inner.id("asset", run.asset())
                        .number("portfolios", figures.portfolios())
                        .text("base", asset.format(figures.baseUnits()))
                        .text("commission", asset.format(figures.commissionUnits()))
                        .text("owed", asset.format(figures.owedUnits())));
    }

    void line(JsonObjectWriter json, AccrualLine line) {
        json.id("runId", line.run())
                .id("productId", line.product())
                .date("businessDate", line.day())
                .id("customerId", line.customer())
                .id("positionId", line.position())
                .text("stream", WireName.of(line.stream()))
                .id("asset", line.asset())
                .text("yieldSource", WireName.of(line.yieldSource()))
                .number("termsVersion", line.termsVersion())
                .objects("basis", line.explain().stretches(), AccrualJson::stretch)
                .id("numerator", line.numerator())
                .id("denominator", Apr.DENOMINATOR)
                .id("carryBefore", line.carryBefore())
                .id("units", line.units())
                .text("amount", assets.get(line.asset()).format(line.units()))
                .id("carryAfter", line.carryAfter())
                .text("withheld", line.withheldOrNull())
                .id("entryId", line.entryOrNull());
    }

    private static void stretch(JsonObjectWriter json, AccrualBasis.Stretch stretch) {
        json.number("fromMicros", stretch.fromMicros())
                .number("toMicros", stretch.toMicros())
                .objects(
                        "slices",
                        stretch.slices(),
                        (slice, part) -> slice.id("units", part.units()).id("apr", part.apr()));
    }

    /** A list of lines that runs by day, newest first. */
    static Listing<AccrualLines.ByDay> byDay(String name, AccrualLines.Query filters) {
        return new Listing<>(name, AccrualJson::encode, AccrualJson::decode).filtered(filters);
    }

    private static String encode(AccrualLines.ByDay place) {
        return place.day() + "/" + place.position() + "/" + place.stream();
    }

    private static AccrualLines.ByDay decode(String text) {
        String[] parts = text.split("/", -1);
        if (parts[0].length() != DAY) {
            throw new IllegalArgumentException("no line has the day \"" + parts[0] + "\"");
        }
        return new AccrualLines.ByDay(
                LocalDate.parse(parts[0]), PositionId.parse(parts[1]), RewardStream.valueOf(parts[2]));
    }
}
