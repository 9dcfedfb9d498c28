package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import java.util.Optional;

/**
 * A ledger account's full name: {@code chart.asset.owner} or {@code chart.asset.owner.position}.
 *
 * @param chart code of the chart of accounts
 * @param asset the only asset the account holds
 * @param owner {@code cust_…} or {@code house}
 * @param position {@code pos_…} when the account belongs to one position
 */
public record LeafAccount(ChartCode chart, String asset, String owner, Optional<String> position) {
    /** Reads a full name; throws {@link Malformed} for any other form or an unknown chart code. */
    public static LeafAccount parse(String name) {
        String[] parts = name.split("\\.", 5);
        boolean formed = (parts.length == 3 || parts.length == 4)
                && isAsset(parts[1])
                && (parts[2].equals("house") || isId(parts[2], "cust_"))
                && (parts.length == 3 || isId(parts[3], "pos_"));
        if (!formed) {
            throw new Malformed("account '" + name + "' is not chart.asset.owner or chart.asset.owner.position");
        }
        return new LeafAccount(
                ChartCode.of(parts[0]),
                parts[1],
                parts[2],
                parts.length == 4 ? Optional.of(parts[3]) : Optional.empty());
    }

    private static boolean isAsset(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 16;
    }

    private static boolean isId(String text, String prefix) {
        for (int i = prefix.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return text.startsWith(prefix) && text.length() > prefix.length() && text.length() <= prefix.length() + 64;
    }

    @Override
    public String toString() {
        String name = chart.code() + "." + asset + "." + owner;
        return position.map(pos -> name + "." + pos).orElse(name);
    }
}
