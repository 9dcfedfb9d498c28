package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.leaf.ChartCode;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.LeafAccount;
import io.stakebook.core.proof.leaf.PostedLine;
import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The entries as a plain-text journal that hledger and ledger both read. Debits are positive.
 *
 * <p>Since format 2 both read it in their strictest mode: tags and types are declared at the top, an account or a commodity
 * before its first use, which ledger asks for. Only the accounts that are posted to are declared, not those above them:
 * hledger lists declared accounts in the order of declaration, the others by name, and so the chart stays in order.
 *
 * <p>Format 1 has no free text.
 */
final class JournalText {
    /** The tags of every format. */
    static final List<Field<JournalEntryPosted>> TAGS = List.of(
            Field.<JournalEntryPosted>of("kind", JournalEntryPosted::kind).since(BundleFormat.TWO),
            reference("reverses"),
            reference("carried_from").since(BundleFormat.TWO),
            reference("reservation_id").since(BundleFormat.TWO),
            reference("run_id"),
            reference("product_id"),
            reference("position_id"),
            reference("customer_id").since(BundleFormat.TWO),
            reference("yield_source").since(BundleFormat.TWO),
            reference("decision_id").since(BundleFormat.TWO),
            reference("posted_by").since(BundleFormat.TWO),
            reference("memo").since(BundleFormat.TWO));

    /** A tag's value ends at a comma in hledger, so {@code %2C} stands for one, and {@code %25} where that could be misread. */
    private static final Pattern READ_AS_ESCAPE = Pattern.compile("%(?=[0-9A-Fa-f]{2})");

    private final Writer out;
    private final List<Field<JournalEntryPosted>> tags;
    /** Since format 2 a journal declares what it uses; before, it said the commodities' formats only. */
    private final boolean strict;

    private final Set<String> assets = new HashSet<>();
    private final Set<LeafAccount> accounts = new HashSet<>();

    JournalText(Writer out, BundleFormat format) {
        this.out = out;
        this.tags = Field.in(format, TAGS);
        this.strict = format.has(BundleFormat.TWO);
    }

    private static Field<JournalEntryPosted> reference(String name) {
        return Field.of(name, entry -> entry.reference(name).orElse(""));
    }

    /** What the journal begins with: declarations, then the balances the bundle starts from as one transaction. */
    void opening(BookState state) throws IOException {
        out.write("; Stakebook journal, debits positive. Rendered from events/; those are authoritative.\n");
        if (strict) {
            tagsAndTypes();
        }
        List<AccountState> moved = state.sortedAccounts().values().stream()
                .filter(account -> account.opening().signum() != 0)
                .toList();
        for (AccountState account : moved) {
            declare(account.name, account.scale);
        }
        if (!moved.isEmpty()) {
            out.write("\n1970-01-01 * opening balances\n");
        }
        for (AccountState account : moved) {
            posting(account.name, account.opening(), account.scale);
        }
    }

    private void tagsAndTypes() throws IOException {
        out.write("\n");
        for (Field<JournalEntryPosted> tag : tags) {
            out.write("tag " + tag.name() + "\n");
        }
        out.write("\n");
        for (ChartCode.Type type : ChartCode.Type.values()) {
            out.write("account " + type.journalRoot() + "\n    ; type: " + type.hledgerType() + "\n");
        }
    }

    void entry(long sequence, JournalEntryPosted entry) throws IOException {
        for (PostedLine line : entry.postings()) {
            declare(line.account(), line.scale());
        }
        out.write("\n" + dates(entry) + " * (" + sequence + ") " + entry.kind() + " | " + entry.entryId() + "\n");
        for (Field<JournalEntryPosted> tag : tags) {
            String value = tag.of(entry);
            if (!value.isEmpty()) {
                out.write("    ; " + tag.name() + ": " + escaped(value) + "\n");
            }
        }
        for (PostedLine line : entry.postings()) {
            posting(line.account(), line.signedUnits(), line.scale());
        }
    }

    /** The business date and, since format 2, the day it took effect where that is another. */
    private String dates(JournalEntryPosted entry) {
        LocalDate effective = LocalDate.ofInstant(entry.effectiveAt(), ZoneOffset.UTC);
        return !strict || effective.equals(entry.businessDate())
                ? entry.businessDate().toString()
                : entry.businessDate() + "=" + effective;
    }

    static String escaped(String value) {
        return READ_AS_ESCAPE.matcher(value).replaceAll("%25").replace(",", "%2C");
    }

    private void posting(LeafAccount account, BigInteger signedUnits, int scale) throws IOException {
        out.write(
                "    " + path(account) + "  " + Decimal.of(signedUnits, scale) + " " + symbol(account.asset()) + "\n");
    }

    private void declare(LeafAccount account, int scale) throws IOException {
        if (assets.add(account.asset())) {
            commodity(symbol(account.asset()), scale);
        }
        if (strict && accounts.add(account)) {
            out.write(
                    "\naccount " + path(account) + "\n    ; " + account.chart().title() + "\n");
        }
    }

    private void commodity(String symbol, int scale) throws IOException {
        out.write("\ncommodity " + symbol + "\n");
        if (scale > 0) {
            out.write("    format " + Decimal.of(BigInteger.TEN.pow(scale), scale) + " " + symbol + "\n");
        } else if (!strict) {
            // hledger wants a decimal point in a format, ledger no blank after one: a whole number has none since
            // format 2.
            out.write("    format 1. " + symbol + "\n");
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
