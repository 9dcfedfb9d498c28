package io.stakebook.persistence.wiring;

import io.stakebook.core.closing.ClosingLedger;
import io.stakebook.core.closing.OpenWork;
import io.stakebook.core.closing.Periods;
import io.stakebook.core.reconciliation.AccruedDays;
import io.stakebook.core.reconciliation.Reconciliations;
import io.stakebook.persistence.period.JdbcClosingLedger;
import io.stakebook.persistence.period.JdbcOpenWork;
import io.stakebook.persistence.period.JdbcPeriods;
import io.stakebook.persistence.reconciliation.JdbcAccruedDays;
import io.stakebook.persistence.reconciliation.JdbcReconciliations;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.sql.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Months and their close, and reconciliation. */
@ApplicationScoped
public class FinanceAdapters {

    @Produces
    @Singleton
    Periods periods(Snapshot snapshot) {
        return new JdbcPeriods(snapshot);
    }

    @Produces
    @Singleton
    ClosingLedger closingLedger(BookDatabase database, Snapshot snapshot) {
        return new JdbcClosingLedger(database.direct(), snapshot);
    }

    @Produces
    @Singleton
    OpenWork openWork(Snapshot snapshot) {
        return new JdbcOpenWork(snapshot);
    }

    @Produces
    @Singleton
    AccruedDays accruedDays(BookReader reader) {
        return new JdbcAccruedDays(reader);
    }

    @Produces
    @Singleton
    Reconciliations reconciliations(BookReader reader) {
        return new JdbcReconciliations(reader);
    }
}
