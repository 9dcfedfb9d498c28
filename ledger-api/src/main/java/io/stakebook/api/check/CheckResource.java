package io.stakebook.api.check;

import io.stakebook.api.http.Field;
import io.stakebook.api.http.JsonBody;
import io.stakebook.api.http.JsonObjectWriter;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.Checker;
import io.stakebook.core.wire.WireName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** {@code /v1/checks}: the book against itself. */
@Dependent
@Path("checks")
@Produces(MediaType.APPLICATION_JSON)
public class CheckResource {

    private final Checker checker;
    private final Submitter submitter;

    @Inject
    public CheckResource(Checker checker, Submitter submitter) {
        this.checker = checker;
        this.submitter = submitter;
    }

    /** The report is kept as the answer of the key, so the same key shows the same report again. */
    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.AUDITOR})
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> check(@Context ContainerRequestContext request, JsonBody body) {
        Set<CheckName> wanted = body.read(in -> {
            Field<Optional<List<String>>> names = in.optionalTexts("checks", CheckName.values().length);
            Field<Set<CheckName>> checks = in.combined("checks", () -> named(names.get()));
            in.finish();
            return checks.get();
        });
        KeepReport command = new KeepReport(checker.check(wanted));
        return submitter.submit(
                Call.of(request), body, command, (report, at) -> Answers.ok(json -> write(json, report)));
    }

    private static Set<CheckName> named(Optional<List<String>> names) {
        if (names.isEmpty()) {
            return EnumSet.allOf(CheckName.class);
        }
        Set<CheckName> checks = EnumSet.noneOf(CheckName.class);
        names.get().forEach(name -> checks.add(WireName.parse(CheckName.class, "checks", name)));
        return checks;
    }

    private static void write(JsonObjectWriter json, CheckReport report) {
        json.flag("clean", report.clean())
                .time("startedAt", report.startedAt())
                .time("finishedAt", report.finishedAt())
                .number("entries", report.entries())
                .objects("results", report.results(), CheckResource::result);
    }

    private static void result(JsonObjectWriter json, CheckReport.Result result) {
        json.text("check", WireName.of(result.check()))
                .text("rule", result.check().rule())
                .number("examined", result.examined())
                .number("found", result.found())
                .objects(
                        "findings",
                        result.findings(),
                        (item, finding) ->
                                item.text("subject", finding.subject()).text("detail", finding.detail()));
    }
}
