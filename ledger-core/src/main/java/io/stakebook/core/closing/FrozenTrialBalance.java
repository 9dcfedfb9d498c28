package io.stakebook.core.closing;

import io.stakebook.core.journal.TrialBalance;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.proof.merkle.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The trial balance of everything posted through the last day of a period; reservations are not in it.
 *
 * @param through last business date included
 * @param entries how many entries moved posted balances through that day
 * @param rows by asset, then chart code
 */
public record FrozenTrialBalance(LocalDate through, long entries, List<TrialBalance.Row> rows) {

    private static final Comparator<TrialBalance.Row> ORDER = Comparator.comparing(
                    (TrialBalance.Row row) -> row.asset().value())
            .thenComparingInt(row -> row.account().code());

    public FrozenTrialBalance {
        rows = rows.stream().sorted(ORDER).toList();
    }

    /** Control total of one asset in units; debits equal credits unless the book is broken. */
    public record Total(AssetCode asset, BigInteger debits, BigInteger credits) {}

    /** One per asset, by code. */
    public List<Total> totals() {
        Map<String, Total> totals = new TreeMap<>();
        for (TrialBalance.Row row : rows) {
            totals.merge(
                    row.asset().value(),
                    new Total(row.asset(), row.debits(), row.credits()),
                    (sum, next) -> new Total(sum.asset, sum.debits.add(next.debits), sum.credits.add(next.credits)));
        }
        return List.copyOf(totals.values());
    }

    /**
     * The text that is hashed, so that anybody can make it again from an export: a line that names the format, one for the
     * day, one for the number of entries, then asset, chart code, debits and credits in units per row, each line ended by
     * a line feed.
     */
    public String canonicalText() {
        StringBuilder text = new StringBuilder("stakebook-trial-balance/1\n")
                .append("through ")
                .append(through)
                .append("\nentries ")
                .append(entries)
                .append('\n');
        for (TrialBalance.Row row : rows) {
            text.append(row.asset())
                    .append(' ')
                    .append(row.account().code())
                    .append(' ')
                    .append(row.debits())
                    .append(' ')
                    .append(row.credits())
                    .append('\n');
        }
        return text.toString();
    }

    /** SHA-256 of {@link #canonicalText()} in UTF-8, lower-case hexadecimal. */
    public String hash() {
        return Hash.sha256(canonicalText().getBytes(StandardCharsets.UTF_8)).toHex();
    }
}
