package io.stakebook.api.journal;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.core.journal.AssetTotals;
import io.stakebook.core.journal.TrialBalance;
import io.stakebook.core.money.Assets;
import io.stakebook.core.wire.WireName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** {@code /v1/trial-balance}. */
@Dependent
@Path("trial-balance")
@Produces(MediaType.APPLICATION_JSON)
public class TrialBalanceResource {

    private final TrialBalance trialBalance;
    private final Clock clock;
    private final JournalJson writer;

    @Inject
    public TrialBalanceResource(TrialBalance trialBalance, Assets assets, Clock clock) {
        this.trialBalance = trialBalance;
        this.clock = clock;
        this.writer = new JournalJson(assets);
    }

    @GET
    @TakesQuery
    @RolesAllowed({Roles.FINANCE, Roles.AUDITOR})
    public Response get(@Context ContainerRequestContext request) {
        Query query = Query.of(request, "through", "knownAt");
        Instant knownAt = query.pastTime("knownAt", clock.instant());
        TrialBalance.Sheet sheet =
                trialBalance.read(Optional.ofNullable(query.date("through")), Optional.ofNullable(knownAt));
        return Views.object(json -> json.date("through", sheet.through().orElse(null))
                .time("knownAt", knownAt)
                .time("asOf", sheet.asOf())
                .objects("rows", sheet.rows(), this::row)
                .objects("totals", AssetTotals.of(sheet.rows()), this::total)
                .objects("segregation", AssetTotals.of(sheet.rows()), this::segregation));
    }

    private void row(JsonObjectWriter json, TrialBalance.Row row) {
        json.id("asset", row.asset())
                .number("chartCode", row.account().code())
                .text("title", row.account().title())
                .text("type", WireName.of(row.account().type()))
                .text("debits", writer.decimal(row.asset(), row.debits()))
                .text("credits", writer.decimal(row.asset(), row.credits()))
                .text("balance", writer.decimal(row.asset(), AssetTotals.net(row)))
                .number("accounts", row.accounts());
    }

    private void total(JsonObjectWriter json, AssetTotals totals) {
        json.id("asset", totals.asset())
                .text("debits", writer.decimal(totals.asset(), totals.debits()))
                .text("credits", writer.decimal(totals.asset(), totals.credits()))
                .flag("balanced", totals.balanced());
    }

    private void segregation(JsonObjectWriter json, AssetTotals totals) {
        json.id("asset", totals.asset())
                .text("clientAssets", writer.decimal(totals.asset(), totals.clientAssets()))
                .text("clientLiabilities", writer.decimal(totals.asset(), totals.clientLiabilities()))
                .text("surplus", writer.decimal(totals.asset(), totals.surplus()))
                .flag("covered", totals.surplus().signum() >= 0);
    }
}
