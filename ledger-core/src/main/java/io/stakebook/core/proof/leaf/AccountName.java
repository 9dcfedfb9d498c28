package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ledger account's full name: {@code chart.asset.owner} or {@code chart.asset.owner.position}.
 *
 * @param chart code of the chart of accounts
 * @param asset the only asset the account holds
 * @param owner {@code cust_…} or {@code house}
 * @param position {@code pos_…} when the account belongs to one position
 */
public record AccountName(ChartCode chart, String asset, String owner, Optional<String> position) {
    private static final Pattern FORM = Pattern.compile(
            "([0-9]{4})\\.([A-Z0-9]{1,16})\\.(house|cust_[0-9a-z-]{1,64})(?:\\.(pos_[0-9a-z-]{1,64}))?");

    public static AccountName parse(String name) {
        Matcher matcher = FORM.matcher(name);
        if (!matcher.matches()) {
            throw new Malformed("account '" + name + "' is not chart.asset.owner or chart.asset.owner.position");
        }
        return new AccountName(
                ChartCode.of(matcher.group(1)),
                matcher.group(2),
                matcher.group(3),
                Optional.ofNullable(matcher.group(4)));
    }

    @Override
    public String toString() {
        String name = chart.code() + "." + asset + "." + owner;
        return position.map(pos -> name + "." + pos).orElse(name);
    }
}
