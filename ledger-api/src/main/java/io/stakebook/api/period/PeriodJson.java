package io.stakebook.api.period;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.core.closing.Checklist;
import io.stakebook.core.closing.CloseCheck;
import io.stakebook.core.closing.CloseOverride;
import io.stakebook.core.closing.FrozenTrialBalance;
import io.stakebook.core.closing.OpenItem;
import io.stakebook.core.closing.Period;
import io.stakebook.core.closing.PeriodClose;
import io.stakebook.core.closing.Periods;
import io.stakebook.core.closing.Reopening;
import io.stakebook.core.journal.AssetTotals;
import io.stakebook.core.journal.TrialBalance;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.Assets;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.period.PeriodState;
import io.stakebook.core.wire.WireName;
import java.util.List;

/** Writes periods, closes and reopenings. */
final class PeriodJson {

    private final Assets assets;

    PeriodJson(Assets assets) {
        this.assets = assets;
    }

    /** A period without a row of its own. */
    void bare(JsonObjectWriter json, PeriodId id, PeriodState state) {
        head(json, id, state);
        json.number("closes", 0);
        tail(json, id);
    }

    void period(JsonObjectWriter json, Period period) {
        head(json, period.id(), period.state());
        json.time("closingSince", period.closingSince())
                .text("closingBy", period.closingBy())
                .time("sealedAt", period.sealedAtOrNull())
                .text("sealedBy", period.sealedByOrNull())
                .id("overrideId", period.overrideOrNull())
                .number("closes", period.closes());
        tail(json, period.id());
    }

    void view(JsonObjectWriter json, Periods.View view) {
        period(json, view.period());
        if (view.period().state() == PeriodState.CLOSED && !view.closes().isEmpty()) {
            json.object(
                    "controlTotals",
                    totals -> controlTotals(totals, view.closes().get(0)));
        }
        json.objects("history", view.closes(), this::close)
                .objects("reopenings", view.reopenings(), (of, wish) -> reopening(of, wish, wish.lapsed(view.period())))
                .objects("overrides", view.overrides(), this::override);
    }

    private void close(JsonObjectWriter json, PeriodClose close) {
        json.number("closeNumber", close.number())
                .time("sealedAt", close.sealedAt())
                .time("closedAt", close.closedAt())
                .text("closedBy", close.closedBy())
                .id("overrideId", close.overrideOrNull())
                .object("controlTotals", totals -> controlTotals(totals, close));
    }

    private void controlTotals(JsonObjectWriter json, PeriodClose close) {
        FrozenTrialBalance frozen = close.frozen();
        json.date("through", frozen.through())
                .number("entries", frozen.entries())
                .objects("totals", frozen.totals(), this::total)
                .text("trialBalanceHash", close.hash());
    }

    private void total(JsonObjectWriter json, FrozenTrialBalance.Total total) {
        Asset asset = assets.get(total.asset());
        json.id("asset", total.asset())
                .text("debits", asset.format(total.debits()))
                .text("credits", asset.format(total.credits()));
    }

    void reopening(JsonObjectWriter json, Reopening wish) {
        reopening(json, wish, false);
    }

    private void reopening(JsonObjectWriter json, Reopening wish, boolean lapsed) {
        String open = lapsed ? "lapsed" : "requested";
        json.id("id", wish.id())
                .id("periodId", wish.period())
                .number("closeNumber", wish.closeNumber())
                .text("state", wish.approved() ? "approved" : open)
                .text("reason", wish.reason())
                .text("requestedBy", wish.requestedBy())
                .time("requestedAt", wish.requestedAt())
                .text("approvedBy", wish.approvedByOrNull())
                .time("approvedAt", wish.approvedAtOrNull());
    }

    void override(JsonObjectWriter json, CloseOverride given) {
        json.id("id", given.id())
                .id("periodId", given.period())
                .number("closeNumber", given.closeNumber())
                .text("reason", given.reason())
                .text("by", given.by())
                .time("at", given.at())
                .texts("accepted", given.accepted());
    }

    void checklist(JsonObjectWriter json, Checklist checklist) {
        json.id("periodId", checklist.period())
                .date("lastDay", checklist.period().lastDay())
                .flag("ready", checklist.ready())
                .objects("checks", List.of(CloseCheck.values()), (of, check) -> check(of, check, checklist.of(check)));
    }

    private static void check(JsonObjectWriter json, CloseCheck check, List<OpenItem> open) {
        json.text("check", WireName.of(check))
                .number("open", open.size())
                .objects("items", open, (of, item) -> of.text("id", item.id()).text("detail", item.detail()));
    }

    /** The trial balance as it was frozen, and the very text its hash covers. */
    void frozen(JsonObjectWriter json, PeriodClose close) {
        json.id("periodId", close.period())
                .number("closeNumber", close.number())
                .date("through", close.frozen().through())
                .number("entries", close.frozen().entries())
                .objects("rows", close.frozen().rows(), this::row)
                .objects("totals", close.frozen().totals(), this::total)
                .text("trialBalanceHash", close.hash())
                .text("canonicalText", close.frozen().canonicalText());
    }

    private void row(JsonObjectWriter json, TrialBalance.Row row) {
        Asset asset = assets.get(row.asset());
        json.id("asset", row.asset())
                .number("chartCode", row.account().code())
                .text("title", row.account().title())
                .text("type", WireName.of(row.account().type()))
                .text("debits", asset.format(row.debits()))
                .text("credits", asset.format(row.credits()))
                .text("balance", asset.format(AssetTotals.net(row)))
                .number("accounts", row.accounts());
    }

    private static void head(JsonObjectWriter json, PeriodId id, PeriodState state) {
        json.id("id", id)
                .date("firstDay", id.firstDay())
                .date("lastDay", id.lastDay())
                .text("state", WireName.of(state));
    }

    private static void tail(JsonObjectWriter json, PeriodId id) {
        json.text("carriedEntries", "/v1/entries?carriedFrom=" + id);
    }
}
