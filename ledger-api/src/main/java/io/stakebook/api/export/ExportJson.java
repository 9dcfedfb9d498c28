package io.stakebook.api.export;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportRange;
import io.stakebook.core.wire.WireName;

/** Writes exports. */
final class ExportJson {

    private ExportJson() {}

    static void job(JsonObjectWriter json, ExportJob job) {
        json.id("id", job.id()).text("state", WireName.of(job.state())).text("stage", WireName.of(job.stage()));
        job.range().ifPresent(range -> json.number("fromSize", range.from()).number("toSize", range.to()));
        json.object("progress", progress -> {
                    progress.number("done", job.done());
                    job.range().map(ExportRange::events).ifPresent(total -> progress.number("total", total));
                })
                .text("requestedBy", job.requestedBy())
                .time("requestedAt", job.requestedAt())
                .time("startedAt", job.startedAtOrNull())
                .time("finishedAt", job.finishedAtOrNull())
                .text("failure", job.failureOrNull());
        job.bundle()
                .ifPresent(bundle -> json.object(
                        "bundle",
                        made -> made.number("sequence", bundle.sequence())
                                .number("entries", bundle.entries())
                                .number("bytes", bundle.bytes())
                                .text("sha256", bundle.sha256())
                                .text("manifestSha256", bundle.manifestSha256())
                                .text("root", bundle.root())
                                .text("href", path(job) + "/bundle")));
    }

    static String path(ExportJob job) {
        return "/v1/exports/" + job.id();
    }
}
