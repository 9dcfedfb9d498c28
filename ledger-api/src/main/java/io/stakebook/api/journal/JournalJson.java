package io.stakebook.api.journal;

import io.stakebook.api.http.JsonObjectWriter;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.journal.RecordedEntry;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import io.stakebook.core.wire.WireName;
import java.math.BigInteger;

/** Writes accounts, postings and entries; units become decimals of their asset. */
final class JournalJson {

    private final Assets assets;

    JournalJson(Assets assets) {
        this.assets = assets;
    }

    void balance(JsonObjectWriter json, Balance balance) {
        AccountName account = balance.account();
        json.id("account", account)
                .number("chartCode", account.chart().code())
                .text("title", account.chart().title())
                .text("type", WireName.of(account.chart().type()))
                .id("asset", account.asset())
                .text("owner", account.owner())
                .id("positionId", account.position().orElse(null))
                .text("debits", decimal(account.asset(), balance.debits()))
                .text("credits", decimal(account.asset(), balance.credits()))
                .text("balance", decimal(account.asset(), balance.posted()))
                .number("sequence", balance.sequence());
    }

    void posting(JsonObjectWriter json, Journal.AccountPosting line) {
        json.id("entryId", line.entry()).text("kind", line.kind().wire());
        side(json, line.posting());
        json.number("accountSequence", line.accountSequence())
                .text("balanceAfter", decimal(line.posting().amount().asset(), line.balanceAfter()))
                .time("effectiveAt", line.effectiveAt())
                .date("businessDate", line.businessDate())
                .time("recordedAt", line.recordedAt());
    }

    void entry(JsonObjectWriter json, RecordedEntry recorded) {
        JournalEntry entry = recorded.entry();
        EntryContext context = entry.context();
        json.id("id", entry.id())
                .text("kind", entry.kind().wire())
                .time("effectiveAt", entry.effectiveAt())
                .date("businessDate", entry.businessDate())
                .time("recordedAt", recorded.recordedAt())
                .text("owner", context.owner())
                .id("customerId", context.customer())
                .id("productId", context.product())
                .id("positionId", context.position())
                .id("runId", context.run())
                .text("yieldSource", context.yieldSource())
                .id("decisionId", context.decision())
                .id("reverses", context.reverses())
                .text("memo", context.memo())
                .objects("postings", recorded.lines(), this::line);
    }

    private void line(JsonObjectWriter json, RecordedEntry.RecordedPosting line) {
        json.id("account", line.posting().account());
        side(json, line.posting());
        json.number("accountSequence", line.accountSequence())
                .text(
                        "balanceAfter",
                        decimal(
                                line.posting().amount().asset(),
                                line.balanceAfter().posted()));
    }

    private void side(JsonObjectWriter json, Posting posting) {
        json.text("side", posting.side().wire())
                .id("asset", posting.amount().asset())
                .text(
                        "amount",
                        decimal(posting.amount().asset(), posting.amount().units()));
    }

    String decimal(AssetCode asset, BigInteger units) {
        return assets.get(asset).format(units);
    }
}
