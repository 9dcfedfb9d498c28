package io.stakebook.persistence.regions;

import io.stakebook.core.clock.BusinessClock;
import io.stakebook.core.clock.ClockOffset;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.regions.RegionBook;
import io.stakebook.persistence.posting.Rules;
import io.stakebook.persistence.posting.RulesWatch;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.policy.decision.PolicyEngine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Looks, at the start of every batch and whenever it is asked, at what any node may have changed for all: the version of
 * the region states and the clock's offset. Thread-safe.
 */
public final class BookWatch implements RulesWatch {

    private static final String LOOK = """
            select (select version from region_book) as regions, (select seconds from clock_offset) as seconds,
                   (select version from clock_offset) as clock
            """;

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
        return new Rules(policy(connection), PeriodCalendar.OPEN);
    }

    private ActivePolicy policy(Connection connection) throws SQLException {
        long regions;
        try (PreparedStatement look = connection.prepareStatement(LOOK);
                ResultSet row = look.executeQuery()) {
            row.next();
            regions = row.getLong("regions");
            long seconds = row.getLong("seconds");
            if (!row.wasNull()) {
                clock.advanceTo(new ClockOffset(seconds, row.getLong("clock")));
            }
        }
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
