package io.stakebook.persistence.journal;

import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.journal.TrialBalance;
import io.stakebook.core.money.AssetCode;
import io.stakebook.persistence.jpa.Reads;
import jakarta.persistence.Query;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Adds the trial balance up in the database: from the balances as everything stands, from the postings as of a day or as known
 * at a moment. The checker holds balances and postings against each other.
 */
public final class JpaTrialBalance implements TrialBalance {

    private static final String NOW = """
            select s.code, a.chart, sum(b.debits), sum(b.credits), count(*)
              from balance_now b
              join account a on a.account_id = b.account_id
              join asset s on s.asset_id = a.asset_id
             where b.debits > 0 or b.credits > 0
             group by s.code, a.chart order by s.code, a.chart
            """;

    private static final String SELECT = """
            select s.code, a.chart, coalesce(sum(p.units) filter (where p.debit), 0),
                   coalesce(sum(p.units) filter (where not p.debit), 0), count(distinct p.account_id)
              from posting p
              join account a on a.account_id = p.account_id
              join asset s on s.asset_id = a.asset_id
            """;

    private static final String ENTRIES = " join journal_entry e on e.entry_id = p.entry_id ";

    private static final String POSTED = " where p.phase in ('P', 'S') ";

    private static final String THROUGH = " and e.business_date <= ?1 ";

    private static final String KNOWN = " and e.recorded_at <= ?2 ";

    private static final String GROUP = " group by s.code, a.chart order by s.code, a.chart";

    private final Reads reads;
    private final Clock clock;

    /** @param clock the time of the book */
    public JpaTrialBalance(Reads reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    @Override
    public Sheet read(Optional<LocalDate> through, Optional<Instant> knownAt) {
        boolean now = through.isEmpty() && knownAt.isEmpty();
        String sql = now
                ? NOW
                : SELECT
                        + ENTRIES
                        + POSTED
                        + (through.isPresent() ? THROUGH : "")
                        + (knownAt.isPresent() ? KNOWN : "")
                        + GROUP;
        return reads.with(em -> {
            Instant asOf = knownAt.orElseGet(clock::instant);
            SettledPlace.await(em, asOf, clock);
            Query query = em.createNativeQuery(sql);
            through.ifPresent(day -> query.setParameter(1, day));
            knownAt.ifPresent(time -> query.setParameter(2, time.atOffset(ZoneOffset.UTC)));
            List<?> rows = query.getResultList();
            return new Sheet(
                    through, asOf, rows.stream().map(row -> row((Object[]) row)).toList());
        });
    }

    private static Row row(Object[] columns) {
        return new Row(
                new AssetCode((String) columns[0]),
                ChartAccount.of(((Number) columns[1]).intValue()),
                ((BigDecimal) columns[2]).toBigIntegerExact(),
                ((BigDecimal) columns[3]).toBigIntegerExact(),
                ((Number) columns[4]).longValue());
    }
}
