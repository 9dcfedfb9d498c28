package io.stakebook.persistence.check.frame;

import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Side;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Pieces of SQL that several rules share; a posting is always called {@code p}. */
public final class Sql {

    /** What a posting adds to the posted total of its side. */
    public static final String POSTED = "case when p.phase in ('P', 'S') then p.units else 0 end";

    /** What a posting adds to the reserved total of its side, negative when it resolves a reservation. */
    public static final String RESERVED =
            "case p.phase when 'R' then p.units when 'S' then -p.units when 'V' then -p.units else 0 end";

    /**
     * The account of a posting as {@code a}, looked up: joined by name, the planner would read all accounts for each stretch.
     * {@code limit} keeps it from turning this into such a join.
     */
    public static final String ACCOUNT =
            "lateral (select c.* from account c where c.account_id = p.account_id limit 1) a";

    private Sql() {}

    /** Debits positive, credits negative. */
    public static String signed(String units) {
        return "case when p.debit then 1 else -1 end * (" + units + ")";
    }

    /** What of it stands on one side, zero when nothing does. */
    public static String on(String side, String units, String over) {
        return "coalesce(sum(" + units + ") filter (where " + side + ")" + over + ", 0)";
    }

    /** Chart codes for an {@code in (…)}. */
    public static String codes(Predicate<ChartAccount> which) {
        return Arrays.stream(ChartAccount.values())
                .filter(which)
                .map(chart -> Integer.toString(chart.code()))
                .collect(Collectors.joining(", "));
    }

    public static String debitNormal() {
        return codes(chart -> chart.type().normalSide() == Side.DEBIT);
    }
}
