package io.stakebook.persistence.journal;

import static io.stakebook.persistence.testing.TestEngine.key;
import static io.stakebook.persistence.testing.TestEngine.posting;
import static io.stakebook.persistence.testing.TestEngine.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.AccountHistory;
import io.stakebook.core.journal.AsOf;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.RecordedEntry;
import io.stakebook.core.journal.TrialBalance;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.jpa.Reads;
import io.stakebook.persistence.jpa.StandaloneUnit;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JpaJournalTest {

    private static final Instant MORNING = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-11-23T10:00:00Z");
    private static final CustomerId ANN = TestBook.customer();
    private static final CustomerId BEN = TestBook.customer();
    private static final List<JournalEntry> ENTRIES = new ArrayList<>();
    private static EntityManagerFactory factory;
    private static Reads reads;
    private static BookReader reader;

    @BeforeAll
    static void writeABook() {
        TestDatabase database = TestDatabase.create();
        ENTRIES.add(TestBook.deposit(ANN, 500, MORNING));
        ENTRIES.add(TestBook.deposit(BEN, 40, MORNING));
        ENTRIES.add(TestBook.shift(ANN, 200, NEXT_DAY));
        try (GroupCommitEngine engine = TestEngine.start(database.dataSource())) {
            for (JournalEntry entry : ENTRIES) {
                run(engine, key(entry.id().toString()), posting(entry));
            }
        }
        factory = StandaloneUnit.open(database.dataSource(), database.name());
        reads = new Reads(factory);
        reader = new BookReader(database.dataSource());
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    @Test
    void entry_isReadAsItWasWritten() {
        RecordedEntry read = new JpaJournal(reads).find(ENTRIES.get(0).id()).orElseThrow();

        assertThat(read.entry()).isEqualTo(ENTRIES.get(0));
        assertThat(read.lines())
                .extracting(line -> line.balanceAfter().posted())
                .containsExactly(units(500), units(500));
        assertThat(new JpaJournal(reads).find(TestBook.deposit(ANN, 1, MORNING).id()))
                .isEmpty();
    }

    @Test
    void list_isNewestFirst_filtered_andContinues() {
        Journal journal = new JpaJournal(reads);
        Journal.Query ofAnn = new Journal.Query(ANN, null, null, null, null, null);

        Page<Journal.PlacedEntry, Long> first = journal.list(ofAnn, Optional.empty(), new Limit(1));
        Page<Journal.PlacedEntry, Long> second = journal.list(ofAnn, first.next(), new Limit(1));

        assertThat(first.items().get(0).entry().entry()).isEqualTo(ENTRIES.get(2));
        assertThat(second.items().get(0).entry().entry()).isEqualTo(ENTRIES.get(0));
        assertThat(second.next()).isEmpty();
        assertThat(journal.list(
                                new Journal.Query(
                                        null, null, null, null, EntryKind.DEPOSIT, LocalDate.of(2026, 11, 22)),
                                Optional.empty(),
                                Limit.DEFAULT)
                        .items())
                .hasSize(2);
    }

    @Test
    void postings_ofAnAccount_areNewestFirstWithBalances() {
        Page<AccountHistory.Line, Long> page = new JdbcAccountHistory(reader)
                .lines(TestBook.spot(ANN), AccountHistory.Range.ALL, Optional.empty(), Limit.DEFAULT);

        assertThat(page.items()).extracting(line -> line.after().posted()).containsExactly(units(300), units(500));
        assertThat(page.items()).extracting(line -> line.after().sequence()).containsExactly(2L, 1L);
        assertThat(page.items().get(1).effectiveAt()).isEqualTo(MORNING);
    }

    @Test
    void balances_areThoseOfTheOwner() {
        JdbcBalances balances = new JdbcBalances(reader, Clock.systemUTC());

        assertThat(balances.of(ANN, AsOf.NOW, Optional.empty(), Limit.DEFAULT).items())
                .extracting(Balance::posted)
                .containsExactly(units(300), units(200));
        assertThat(balances.house(AsOf.NOW, Optional.empty(), Limit.DEFAULT).items())
                .extracting(Balance::posted)
                .containsExactly(units(540));
        assertThat(balances.find(TestBook.spot(BEN)).orElseThrow().posted()).isEqualTo(units(40));
        assertThat(balances.find(TestBook.funding(BEN))).isEmpty();
    }

    @Test
    void balances_areReadInPages_byName() {
        JdbcBalances balances = new JdbcBalances(reader, Clock.systemUTC());

        Page<Balance, AccountName> first = balances.of(ANN, AsOf.NOW, Optional.empty(), new Limit(1));
        Page<Balance, AccountName> second = balances.of(ANN, AsOf.NOW, first.next(), new Limit(1));

        assertThat(first.items()).extracting(Balance::account).containsExactly(TestBook.spot(ANN));
        assertThat(second.items()).extracting(Balance::account).containsExactly(TestBook.funding(ANN));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void pageOfAMomentBeforeTheAccounts_isEmpty_andLeadsOn() {
        JdbcBalances balances = new JdbcBalances(reader, Clock.systemUTC());
        AsOf before = new AsOf(null, MORNING.minus(Duration.ofDays(365)));

        Page<Balance, AccountName> first = balances.of(ANN, before, Optional.empty(), new Limit(1));
        Page<Balance, AccountName> second = balances.of(ANN, before, first.next(), new Limit(1));

        assertThat(first.items()).isEmpty();
        assertThat(first.next()).contains(TestBook.spot(ANN));
        assertThat(second.items()).isEmpty();
        assertThat(second.next()).isEmpty();
    }

    @Test
    void trialBalance_addsUpThroughADay() {
        TrialBalance.Sheet firstDay =
                new JpaTrialBalance(reads, Clock.systemUTC()).read(Optional.of(LocalDate.of(2026, 11, 22)));
        TrialBalance.Sheet all = new JpaTrialBalance(reads, Clock.systemUTC()).read(Optional.empty());

        assertThat(firstDay.rows())
                .containsExactly(
                        new TrialBalance.Row(TestBook.ETH, ChartAccount.CLIENT_OMNIBUS_HOT, units(540), units(0), 1),
                        new TrialBalance.Row(TestBook.ETH, ChartAccount.CLIENT_SPOT, units(0), units(540), 2));
        assertThat(all.rows())
                .contains(new TrialBalance.Row(TestBook.ETH, ChartAccount.CLIENT_SPOT, units(200), units(540), 2));
    }

    @Test
    void trialBalance_saysWhichMomentItIsOf() {
        Instant now = Instant.parse("2027-01-01T00:00:00.000001Z");
        Instant then = Instant.parse("2026-12-31T00:00:00Z");
        JpaTrialBalance trialBalance = new JpaTrialBalance(reads, Clock.fixed(now, ZoneOffset.UTC));

        assertThat(trialBalance.read(Optional.empty()).asOf()).isEqualTo(now);
        assertThat(trialBalance.read(Optional.empty(), Optional.of(then)).asOf())
                .isEqualTo(then);
    }

    private static BigInteger units(long units) {
        return BigInteger.valueOf(units);
    }
}
