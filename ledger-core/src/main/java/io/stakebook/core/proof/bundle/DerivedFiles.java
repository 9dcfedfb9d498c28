package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Renders everything under {@code derived/} while the events stream by, as the bundle's format asks.
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

    private final BundleFormat format;
    private final Sink sink;
    private final Writer postingsOut;
    private final Writer journalOut;
    private final CsvText<PostingRow> postings;
    private final JournalText journal;

    /** Starts at the state the bundle opens with. */
    public DerivedFiles(BundleFormat format, BookState opening, Sink sink) throws IOException {
        this.format = format;
        this.sink = sink;
        this.postingsOut = writer(BundleLayout.POSTINGS);
        this.journalOut = writer(BundleLayout.JOURNAL);
        this.postings = new CsvText<>(postingsOut, format, PostingRow.COLUMNS);
        this.journal = new JournalText(journalOut, format);
        journal.opening(opening);
    }

    /** Renders one journal entry. */
    public void entry(Leaf leaf, JournalEntryPosted entry) throws IOException {
        for (int leg = 1; leg <= entry.postings().size(); leg++) {
            postings.row(new PostingRow(leaf, entry, leg));
        }
        journal.entry(leaf.sequence(), entry);
    }

    /** Closes the streams and renders what depends on the closing state. */
    public void finish(BookState closing) throws IOException {
        postingsOut.close();
        journalOut.close();
        try (Writer out = writer(BundleLayout.TRIAL_BALANCE)) {
            CsvText<TrialBalanceRow> csv = new CsvText<>(out, format, TrialBalanceRow.COLUMNS);
            for (AccountState account : closing.sortedAccounts().values()) {
                csv.row(new TrialBalanceRow(account));
            }
        }
        try (OutputStream out = sink.open(BundleLayout.CLOSING_STATE)) {
            StateFile.write(closing, out);
        }
    }

    private Writer writer(String path) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(sink.open(path), StandardCharsets.UTF_8), 1 << 16);
    }
}
