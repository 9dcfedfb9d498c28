package io.stakebook.persistence.wiring;

import io.stakebook.core.generaljournal.AccountLimits;
import io.stakebook.core.generaljournal.KnownFacts;
import io.stakebook.core.journal.AccountHistory;
import io.stakebook.core.journal.Balances;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.journal.TrialBalance;
import io.stakebook.core.reservation.Reservations;
import io.stakebook.persistence.generaljournal.JdbcAccountLimits;
import io.stakebook.persistence.generaljournal.JdbcKnownFacts;
import io.stakebook.persistence.journal.JdbcAccountHistory;
import io.stakebook.persistence.journal.JdbcBalances;
import io.stakebook.persistence.journal.JpaJournal;
import io.stakebook.persistence.journal.JpaTrialBalance;
import io.stakebook.persistence.jpa.Reads;
import io.stakebook.persistence.reservation.JdbcReservations;
import io.stakebook.persistence.sql.BookReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The books of accounts: what is read of entries, balances and reservations. */
@ApplicationScoped
public class JournalAdapters {

    @Produces
    @Singleton
    Journal journal(Reads reads) {
        return new JpaJournal(reads);
    }

    @Produces
    @Singleton
    Balances balances(BookReader reader, Clock clock) {
        return new JdbcBalances(reader, clock);
    }

    @Produces
    @Singleton
    AccountHistory accountHistory(BookReader reader) {
        return new JdbcAccountHistory(reader);
    }

    @Produces
    @Singleton
    TrialBalance trialBalance(Reads reads, Clock clock) {
        return new JpaTrialBalance(reads, clock);
    }

    @Produces
    @Singleton
    Reservations reservations(BookReader reader) {
        return new JdbcReservations(reader);
    }

    @Produces
    @Singleton
    AccountLimits accountLimits(BookReader reader) {
        return new JdbcAccountLimits(reader);
    }

    @Produces
    @Singleton
    KnownFacts knownFacts(BookReader reader) {
        return new JdbcKnownFacts(reader);
    }
}
