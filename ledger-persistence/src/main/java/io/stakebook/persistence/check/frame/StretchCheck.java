package io.stakebook.persistence.check.frame;

import java.sql.SQLException;
import java.util.List;

/**
 * A rule that the database can compare stretch by stretch, so that no query, and no snapshot, grows with the book.
 *
 * @param stretches how the book is cut
 * @param examined a query for the number of rows compared in a stretch
 * @param byLookups whether rows of other tables are looked up one by one
 * @param queries each lists what is wrong in a stretch as {@code subject, detail}, with its bounds as {@link Stretch} writes them
 */
public record StretchCheck(Stretches stretches, String examined, boolean byLookups, List<String> queries)
        implements Check {

    public StretchCheck(Stretches stretches, String examined, String... queries) {
        this(stretches, examined, false, List.of(queries));
    }

    /** For queries that go from the rows of a stretch to others that no bound is given for. */
    public StretchCheck lookingUp() {
        return new StretchCheck(stretches, examined, true, queries);
    }

    @Override
    public void run(Glances glances, Found found) throws SQLException {
        stretches.each(glances, stretch -> {
            found.examined(SqlCheck.count(glances, stretch.in(examined)));
            for (String query : queries) {
                SqlCheck.find(glances, stretch.in(query), byLookups, found);
            }
        });
    }
}
