package io.stakebook.api.journal;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.journal.AccountHistory;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.journal.RecordedEntry;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import io.stakebook.core.posting.Trial;
import io.stakebook.core.wire.WireName;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes accounts, postings and entries; units become decimals of their asset. */
public final class JournalJson {

    private final Assets assets;

    public JournalJson(Assets assets) {
        this.assets = assets;
    }

    /** One look at an account: what is posted, reserved and free at one version. */
    public void balance(JsonObjectWriter json, Balance balance) {
        AccountName account = balance.account();
        AssetCode asset = account.asset();
        json.id("account", account)
                .number("chartCode", account.chart().code())
                .text("title", account.chart().title())
                .text("type", WireName.of(account.chart().type()))
                .id("asset", account.asset())
                .text("owner", account.owner())
                .id("positionId", account.position().orElse(null))
                .text("debits", decimal(asset, balance.debits()))
                .text("credits", decimal(asset, balance.credits()))
                .text("pendingDebits", decimal(asset, balance.pendingDebits()))
                .text("pendingCredits", decimal(asset, balance.pendingCredits()))
                .text("balance", decimal(asset, balance.posted()))
                .text("posted", decimal(asset, balance.posted()))
                .text("pending", decimal(asset, balance.pending()))
                .text("available", decimal(asset, balance.available()))
                .number("sequence", balance.sequence())
                .number("version", balance.sequence())
                .object("limits", limits -> limits(limits, asset, balance.limits()));
    }

    /** The bounds of an account and their version; an absent bound is none. */
    public void limits(JsonObjectWriter json, AssetCode asset, Limits limits) {
        json.number("version", limits.version())
                .text("minPosted", bound(asset, limits.minPosted()))
                .text("maxPosted", bound(asset, limits.maxPosted()))
                .text("minAvailable", bound(asset, limits.minAvailable()))
                .text("maxAvailable", bound(asset, limits.maxAvailable()));
    }

    private @Nullable String bound(AssetCode asset, @Nullable BigInteger units) {
        return units == null ? null : decimal(asset, units);
    }

    void posting(JsonObjectWriter json, AccountHistory.Line line) {
        AssetCode asset = line.posting().amount().asset();
        Balance after = line.after();
        json.id("entryId", line.entry()).text("kind", line.kind().wire()).text("phase", WireName.of(line.phase()));
        side(json, line.posting());
        json.number("accountSequence", after.sequence())
                .text("balanceAfter", decimal(asset, after.posted()))
                .text("postedAfter", decimal(asset, after.posted()))
                .text("pendingAfter", decimal(asset, after.pending()))
                .text("availableAfter", decimal(asset, after.available()))
                .time("effectiveAt", line.effectiveAt())
                .date("businessDate", line.businessDate())
                .date("carriedFrom", line.carriedFrom())
                .time("recordedAt", line.recordedAt());
    }

    /** An entry whole, for staff. */
    public void entry(JsonObjectWriter json, RecordedEntry recorded) {
        entry(json, recorded, Viewer.STAFF);
    }

    /** What of an entry the viewer may see; whom and what it is about is told to its owner. */
    void entry(JsonObjectWriter json, RecordedEntry recorded, Viewer viewer) {
        JournalEntry entry = recorded.entry();
        json.id("id", entry.id())
                .text("kind", entry.kind().wire())
                .text("phase", entry.phase().wire())
                .id("reservationId", entry.phase().ofReservation().orElse(null))
                .time("expiresAt", entry.phase() instanceof Phase.Reserved reserved ? reserved.expiresAt() : null)
                .time("effectiveAt", entry.effectiveAt())
                .date("businessDate", entry.businessDate())
                .date("carriedFrom", entry.carriedFrom())
                .time("recordedAt", recorded.recordedAt());
        EntryContext context = entry.context();
        if (viewer.owns(context.customer())) {
            context(json, context);
        }
        json.id("reverses", context.reverses())
                .text("postedBy", viewer.isStaff() ? context.postedBy() : null)
                .objects(
                        "postings",
                        recorded.lines().stream()
                                .filter(line -> viewer.seesLineOf(line.posting().account()))
                                .toList(),
                        (inner, line) -> line(inner, line, viewer));
    }

    private static void context(JsonObjectWriter json, EntryContext context) {
        json.text("owner", context.owner())
                .id("customerId", context.customer())
                .id("productId", context.product())
                .id("positionId", context.position())
                .id("runId", context.run())
                .text("yieldSource", context.yieldSource())
                .id("decisionId", context.decision())
                .text("memo", context.memo());
    }

    /** An entry as a command posted it, before anybody read it back. */
    public void posted(JsonObjectWriter json, JournalEntry entry, List<Trial.Line> lines, Instant recordedAt) {
        List<RecordedEntry.RecordedPosting> recorded = lines.stream()
                .map(line -> new RecordedEntry.RecordedPosting(
                        line.posting(), line.after().sequence(), line.after()))
                .toList();
        entry(json, new RecordedEntry(entry, recordedAt, recorded));
    }

    private void line(JsonObjectWriter json, RecordedEntry.RecordedPosting line, Viewer viewer) {
        AccountName account = line.posting().account();
        json.id("account", account);
        side(json, line.posting());
        if (viewer.seesInto(account)) {
            AssetCode asset = line.posting().amount().asset();
            Balance after = line.balanceAfter();
            json.number("accountSequence", line.accountSequence())
                    .text("balanceAfter", decimal(asset, after.posted()))
                    .text("pendingAfter", decimal(asset, after.pending()))
                    .text("availableAfter", decimal(asset, after.available()));
        }
    }

    /** Side, asset and amount of a posting. */
    public void side(JsonObjectWriter json, Posting posting) {
        json.text("side", posting.side().wire())
                .id("asset", posting.amount().asset())
                .text(
                        "amount",
                        decimal(posting.amount().asset(), posting.amount().units()));
    }

    public String decimal(AssetCode asset, BigInteger units) {
        return assets.get(asset).format(units);
    }
}
