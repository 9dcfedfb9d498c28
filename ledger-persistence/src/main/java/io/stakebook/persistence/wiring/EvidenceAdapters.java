package io.stakebook.persistence.wiring;

import io.stakebook.core.check.CheckRuns;
import io.stakebook.core.check.Checker;
import io.stakebook.core.event.EventLog;
import io.stakebook.core.event.Leadership;
import io.stakebook.core.export.ExportJobs;
import io.stakebook.core.export.LeafLog;
import io.stakebook.core.logkey.LogKeys;
import io.stakebook.persistence.check.BookChecker;
import io.stakebook.persistence.check.JdbcCheckRuns;
import io.stakebook.persistence.event.StoredEventLog;
import io.stakebook.persistence.export.JdbcExportJobs;
import io.stakebook.persistence.export.JdbcLeafLog;
import io.stakebook.persistence.leadership.AdvisoryLeadership;
import io.stakebook.persistence.logkey.JdbcLogKeys;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What proves the book to others: its log, the keys, exports and checks. */
@ApplicationScoped
public class EvidenceAdapters {

    @Produces
    @Singleton
    EventLog eventLog(Snapshot snapshot, Node node) {
        return new StoredEventLog(snapshot, node.sequencer()::leading);
    }

    @Produces
    @Singleton
    Leadership leadership(BookDatabase database, Node node) {
        return new AdvisoryLeadership(database.direct());
    }

    @Produces
    @Singleton
    LeafLog leafLog(BookReader reader) {
        return new JdbcLeafLog(reader);
    }

    @Produces
    @Singleton
    LogKeys logKeys(BookReader reader, BookDatabase database) {
        return new JdbcLogKeys(reader, database.direct());
    }

    @Produces
    @Singleton
    ExportJobs exportJobs(BookReader reader, BookDatabase database) {
        return new JdbcExportJobs(reader, database.direct());
    }

    @Produces
    @Singleton
    Checker checker(Snapshot snapshot, Clock clock) {
        return new BookChecker(snapshot, clock);
    }

    @Produces
    @Singleton
    CheckRuns checkRuns(Snapshot snapshot) {
        return new JdbcCheckRuns(snapshot);
    }
}
