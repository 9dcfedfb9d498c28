package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.LeafAccount;
import io.stakebook.core.proof.leaf.PostedLine;
import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The entries as a plain-text journal that hledger and ledger both read.
 *
 * <p>Debits are positive. Free text stays out: a memo could hold what one of the tools takes for a directive.
 */
final class JournalText {
    private static final List<String> TAGS = List.of("reverses", "run_id", "product_id", "position_id");

    private final Writer out;
    private final Set<String> assets = new HashSet<>();

    JournalText(Writer out) {
        this.out = out;
    }

    /** The balances the bundle starts from, as one transaction. */
    void opening(BookState state) throws IOException {
        out.write("; Stakebook journal, debits positive. Rendered from events/; those are authoritative.\n");
        boolean started = false;
        for (AccountState account : state.sortedAccounts().values()) {
            if (account.opening().signum() != 0) {
                commodity(account.name.asset(), account.scale);
            }
        }
        for (AccountState account : state.sortedAccounts().values()) {
            if (account.opening().signum() == 0) {
                continue;
            }
            if (!started) {
                out.write("\n1970-01-01 * opening balances\n");
                started = true;
            }
            posting(account.name, account.opening(), account.scale);
        }
    }

    void entry(long sequence, JournalEntryPosted entry) throws IOException {
        for (PostedLine line : entry.postings()) {
            commodity(line.asset(), line.scale());
        }
        out.write(
                "\n" + entry.businessDate() + " * (" + sequence + ") " + entry.kind() + " | " + entry.entryId() + "\n");
        for (String tag : TAGS) {
            String value = entry.references().get(tag);
            if (value != null) {
                out.write("    ; " + tag + ": " + value + "\n");
            }
        }
        for (PostedLine line : entry.postings()) {
            posting(line.account(), line.signedUnits(), line.scale());
        }
    }

    private void posting(LeafAccount account, BigInteger signedUnits, int scale) throws IOException {
        out.write(
                "    " + path(account) + "  " + Decimal.of(signedUnits, scale) + " " + symbol(account.asset()) + "\n");
    }

    private void commodity(String asset, int scale) throws IOException {
        if (assets.add(asset)) {
            String one = scale == 0 ? "1." : Decimal.of(BigInteger.TEN.pow(scale), scale);
            out.write("\ncommodity " + symbol(asset) + "\n    format " + one + " " + symbol(asset) + "\n");
        }
    }

    static String path(LeafAccount account) {
        String path = account.chart().type().journalRoot() + ":"
                + account.chart().code() + ":" + account.asset() + ":" + account.owner();
        return account.position().map(position -> path + ":" + position).orElse(path);
    }

    /** Symbols with digits need quotes in both tools. */
    private static String symbol(String asset) {
        return asset.chars().allMatch(Character::isLetter) ? asset : "\"" + asset + "\"";
    }
}
