package io.stakebook.api.check;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.CheckRun;
import io.stakebook.core.wire.WireName;

/** Reports on the wire. */
final class CheckJson {

    private CheckJson() {}

    static void run(JsonObjectWriter json, CheckRun run) {
        CheckReport report = run.report();
        json.text("id", run.id().toString())
                .text("trigger", WireName.of(run.trigger()))
                .flag("clean", report.clean())
                .number("found", report.found())
                .flag("finished", report.finished())
                .time("startedAt", report.startedAt())
                .time("finishedAt", report.finishedAt())
                .number("entries", report.entries())
                .objects("results", report.results(), CheckJson::result);
    }

    private static void result(JsonObjectWriter json, CheckReport.Result result) {
        json.text("check", WireName.of(result.check()))
                .text("rule", result.check().rule())
                .number("examined", result.examined())
                .number("found", result.found())
                .text("givenUp", result.givenUpOrNull())
                .objects(
                        "findings",
                        result.findings(),
                        (item, finding) ->
                                item.text("subject", finding.subject()).text("detail", finding.detail()));
    }
}
