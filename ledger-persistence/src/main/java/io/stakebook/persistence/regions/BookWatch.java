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
        Look look = Rows.readLast(connection, LOOK, ask -> {}, BookWatch::look).get(0);
        if (look.offset() != null) {
            clock.advanceTo(look.offset());
        }
        ActivePolicy known = inForce;
        return known.regionsVersion() == look.regions()
                ? new Rules(known, look.calendar(), look.since())
                : reloaded(connection, known, look.calendar());
    }

    @Override
    public boolean areKeptIn(Class<?> type) {
        return KEPT_IN.contains(type);
    }

    private static Look look(ResultSet row) throws SQLException {
        long seconds = row.getLong("seconds");
        @Nullable ClockOffset offset = row.wasNull() ? null : new ClockOffset(seconds, row.getLong("clock"));
        @Nullable Instant since = Columns.timeOrNull(row, "since");
        return new Look(row.getLong("regions"), since == null ? Instant.EPOCH : since, offset, calendar(row));
    }

    private static PeriodCalendar calendar(ResultSet row) throws SQLException {
        LocalDate closing = row.getObject("closing", LocalDate.class);
        if (closing == null) {
            return PeriodCalendar.OPEN;
        }
        LocalDate sealed = row.getObject("sealed", LocalDate.class);
        return new PeriodCalendar(sealed == null ? LocalDate.MIN : sealed, closing);
    }

    /** The states as they are now, which may be newer than the look that found them moved: so is the time they hold since. */
    private Rules reloaded(Connection connection, ActivePolicy known, PeriodCalendar calendar) throws SQLException {
        RegionBook book = Rows.read(connection, RegionBookStore.SELECT, read -> {}, RegionBookStore::read).stream()
                .findFirst()
                .orElse(RegionBook.EMPTY);
        ActivePolicy moved = new ActivePolicy(known.engine().with(book.states()));
        inForce = moved;
        return new Rules(moved, calendar, book.activeSince());
    }

    /** @param regions version of their states, 0 before the first change */
    private record Look(
            long regions, Instant since, @Nullable ClockOffset offset, PeriodCalendar calendar) {}
}
