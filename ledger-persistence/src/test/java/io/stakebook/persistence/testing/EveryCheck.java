package io.stakebook.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.persistence.check.BookChecker;
import io.stakebook.persistence.sql.Snapshot;
import java.time.Clock;
import java.util.EnumSet;
import javax.sql.DataSource;

/** All checks over all of a book, as the last word of a test. */
public final class EveryCheck {

    private EveryCheck() {}

    public static CheckReport findsNothing(DataSource database, Clock clock) {
        CheckReport report = new BookChecker(new Snapshot(database), clock).check(EnumSet.allOf(CheckName.class));
        assertThat(report.results())
                .allSatisfy(result ->
                        assertThat(result.findings()).as(result.check().name()).isEmpty());
        return report;
    }
}
