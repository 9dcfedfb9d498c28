package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.leaf.LeafTime;
import io.stakebook.core.proof.leaf.PostedLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Renders everything under {@code derived/} while the events stream by.
 *
 * <p>The writer of a bundle sends it to files, its verifier to hashes. Call {@link #entry} for each journal entry in log
 * order, then {@link #finish} once.
 */
public final class DerivedFiles {
    /** Where the bytes of one derived file go. */
    @FunctionalInterface
    public interface Sink {
        OutputStream open(String path) throws IOException;
    }

    private final Sink sink;
    private final Writer postingsOut;
    private final Writer journalOut;
    private final CsvText postings;
    private final JournalText journal;

    /** Starts at the state the bundle opens with. */
    public DerivedFiles(BookState opening, Sink sink) throws IOException {
        this.sink = sink;
        this.postingsOut = writer(BundleLayout.POSTINGS);
        this.journalOut = writer(BundleLayout.JOURNAL);
        this.postings = new CsvText(postingsOut);
        this.journal = new JournalText(journalOut);
        postings.row(
                "sequence",
                "entry_id",
                "kind",
                "business_date",
                "effective_at",
                "recorded_at",
                "account",
                "chart_code",
                "account_type",
                "owner",
                "account_position",
                "side",
                "asset",
                "scale",
                "units",
                "amount",
                "customer_id",
                "product_id",
                "position_id",
                "run_id",
                "yield_source",
                "reverses",
                "decision_id",
                "memo");
        journal.opening(opening);
    }

    /** Renders one journal entry. */
    public void entry(Leaf leaf, JournalEntryPosted entry) throws IOException {
        String effectiveAt = LeafTime.format(entry.effectiveAt());
        String recordedAt = LeafTime.format(leaf.body().recordedTime());
        for (PostedLine line : entry.postings()) {
            postings.row(
                    leaf.sequence(),
                    entry.entryId(),
                    entry.kind(),
                    entry.businessDate(),
                    effectiveAt,
                    recordedAt,
                    line.account(),
                    line.account().chart().code(),
                    line.account().chart().type().journalRoot(),
                    line.account().owner(),
                    line.account().position().orElse(""),
                    line.side().word(),
                    line.asset(),
                    line.scale(),
                    line.units(),
                    Decimal.of(line.units(), line.scale()),
                    entry.references().getOrDefault("customer_id", ""),
                    entry.references().getOrDefault("product_id", ""),
                    entry.references().getOrDefault("position_id", ""),
                    entry.references().getOrDefault("run_id", ""),
                    entry.references().getOrDefault("yield_source", ""),
                    entry.references().getOrDefault("reverses", ""),
                    entry.references().getOrDefault("decision_id", ""),
                    entry.references().getOrDefault("memo", ""));
        }
        journal.entry(leaf.sequence(), entry);
    }

    /** Closes the streams and renders what depends on the closing state. */
    public void finish(BookState closing) throws IOException {
        postingsOut.close();
        journalOut.close();
        try (Writer out = writer(BundleLayout.TRIAL_BALANCE)) {
            trialBalance(closing, new CsvText(out));
        }
        try (OutputStream out = sink.open(BundleLayout.CLOSING_STATE)) {
            StateFile.write(closing, out);
        }
    }

    /** Opening and closing are debits minus credits; debits and credits are the bundle's movements. */
    private static void trialBalance(BookState closing, CsvText csv) throws IOException {
        csv.row(
                "account",
                "chart_code",
                "account_type",
                "journal_account",
                "asset",
                "scale",
                "opening_units",
                "debit_units",
                "credit_units",
                "closing_units",
                "opening",
                "debits",
                "credits",
                "closing");
        for (AccountState account : closing.sortedAccounts().values()) {
            int scale = account.scale;
            BigInteger debits = account.debits().subtract(account.openingDebits);
            BigInteger credits = account.credits().subtract(account.openingCredits);
            csv.row(
                    account.name,
                    account.name.chart().code(),
                    account.name.chart().type().journalRoot(),
                    JournalText.path(account.name),
                    account.name.asset(),
                    scale,
                    account.opening(),
                    debits,
                    credits,
                    account.closing(),
                    Decimal.of(account.opening(), scale),
                    Decimal.of(debits, scale),
                    Decimal.of(credits, scale),
                    Decimal.of(account.closing(), scale));
        }
    }

    private Writer writer(String path) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(sink.open(path), StandardCharsets.UTF_8), 1 << 16);
    }
}
