package io.stakebook.persistence.regions;

import io.stakebook.core.clock.BusinessClock;
import io.stakebook.core.clock.ClockOffset;
import io.stakebook.core.closing.PeriodBook;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.regions.RegionBook;
import io.stakebook.persistence.posting.BatchBarrier;
import io.stakebook.persistence.posting.Rules;
import io.stakebook.persistence.posting.RulesWatch;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.policy.decision.PolicyEngine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks, at the start of every batch and whenever it is asked, at what any node may have changed for all: the version of
 * the region states, the clock's offset and how far the book is closed. Thread-safe.
 */
public final class BookWatch implements RulesWatch {

    /** Two statements in one round trip: the second reads in a snapshot taken when the barrier was held. */
    private static final String LOOK = BatchBarrier.HOLD + ";\n" + """
            select r.version as regions, r.active_since as since, c.seconds, c.version as clock, p.sealed_through as sealed,
                   p.closing_through as closing
              from (values (1)) as one
              left join region_book r on true
              left join clock_offset c on true
              left join period_book p on true
            """;

    private static final Set<Class<?>> KEPT_IN = Set.of(RegionBook.class, ClockOffset.class, PeriodBook.class);

    private final BusinessClock clock;
    private volatile ActivePolicy inForce;

    /** @param shipped the policies without any region moved */
    public BookWatch(PolicyEngine shipped, BusinessClock clock) {
        this.clock = clock;
        this.inForce = new ActivePolicy(shipped);
    }

    /** The policy as of the newest look. */
    public ActivePolicy newest() {
        return inForce;
    }

    @Override
    public Rules current(Connection connection) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(LOOK)) {
            look.execute();
            look.getMoreResults();
            try (ResultSet row = look.getResultSet()) {
                row.next();
                long seconds = row.getLong("seconds");
                if (!row.wasNull()) {
                    clock.advanceTo(new ClockOffset(seconds, row.getLong("clock")));
                }
                long regions = row.getLong("regions");
                @Nullable Instant since = Columns.timeOrNull(row, "since");
                PeriodCalendar calendar = calendar(row);
                return new Rules(policy(connection, regions), calendar, since == null ? Instant.EPOCH : since);
            }
        }
    }

    @Override
    public boolean areKeptIn(Class<?> type) {
        return KEPT_IN.contains(type);
    }

    private static PeriodCalendar calendar(ResultSet row) throws SQLException {
        LocalDate closing = row.getObject("closing", LocalDate.class);
        if (closing == null) {
            return PeriodCalendar.OPEN;
        }
        LocalDate sealed = row.getObject("sealed", LocalDate.class);
        return new PeriodCalendar(sealed == null ? LocalDate.MIN : sealed, closing);
    }

    private ActivePolicy policy(Connection connection, long regions) throws SQLException {
        ActivePolicy known = inForce;
        if (known.regionsVersion() == regions) {
            return known;
        }
        @Nullable
        RegionBook book = Rows.read(connection, RegionBookStore.SELECT, read -> {}, RegionBookStore::read).stream()
                .findFirst()
                .orElse(null);
        ActivePolicy moved =
                new ActivePolicy(known.engine().with(book == null ? RegionBook.EMPTY.states() : book.states()));
        inForce = moved;
        return moved;
    }
}
