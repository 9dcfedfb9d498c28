package io.stakebook.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Limits;
import io.stakebook.core.account.Side;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.AccountHistory;
import io.stakebook.core.journal.AsOf;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.Balances;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.journal.RecordedEntry;
import io.stakebook.core.journal.TrialBalance;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.posting.Outcome;
import io.stakebook.persistence.jpa.Reads;
import io.stakebook.persistence.jpa.StandaloneUnit;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Reads of the same facts agree, at every moment on both axes: with each other and with the plain fold of what was recorded. */
@SuppressWarnings("NullAway.Init") // Fields are set before the first property.
class BalanceInTimeTest {

    private static final Instant MORNING = Instant.parse("2026-11-20T08:00:00Z");

    private static TestDatabase database;
    private static EntityManagerFactory factory;
    private static GroupCommitEngine engine;
    private static Balances balances;
    private static AccountHistory history;
    private static Journal journal;

    @BeforeContainer
    static void start() {
        database = TestDatabase.create();
        engine = TestEngine.start(database.dataSource());
        factory = StandaloneUnit.open(database.dataSource(), database.name());
        BookReader reader = new BookReader(database.dataSource());
        balances = new JdbcBalances(reader, Clock.systemUTC());
        history = new JdbcAccountHistory(reader);
        journal = new JpaJournal(new Reads(factory));
    }

    @AfterContainer
    static void stop() {
        engine.close();
        factory.close();
    }

    /** A customer with deposits and reservations in any order of effective time. */
    private static CustomerId busy(Random random, int entries) {
        CustomerId customer = TestBook.customer();
        List<JournalEntry> open = new ArrayList<>();
        List<CompletableFuture<Outcome>> posted = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            // Mostly forward, sometimes far back, often at the same time as another.
            long minutes = random.nextInt(4) == 0 ? random.nextInt(entries) : i / 2;
            Instant at = MORNING.plus(minutes, ChronoUnit.MINUTES);
            JournalEntry entry;
            if (!open.isEmpty() && random.nextInt(3) == 0) {
                JournalEntry reservation = open.remove(random.nextInt(open.size()));
                Phase phase = random.nextBoolean()
                        ? new Phase.Settled(reservation.id())
                        : new Phase.Released(reservation.id());
                Instant later = at.isBefore(reservation.effectiveAt()) ? reservation.effectiveAt() : at;
                entry = entry(phase, later, customer, reservation.postings());
            } else if (random.nextInt(3) == 0) {
                entry = entry(new Phase.Reserved(null), at, customer, deposit(customer, 1 + random.nextInt(50)));
                open.add(entry);
            } else {
                entry = entry(new Phase.Posted(), at, customer, deposit(customer, 1 + random.nextInt(50)));
            }
            posted.add(TestEngine.submit(engine, TestEngine.key(entry.id().toString()), TestEngine.posting(entry)));
        }
        posted.forEach(
                outcome -> assertThat(TestEngine.await(outcome).answer().body()).isEqualTo("posted"));
        return customer;
    }

    private static List<Posting> deposit(CustomerId customer, long units) {
        return TestBook.deposit(customer, units, MORNING).postings();
    }

    private static JournalEntry entry(Phase phase, Instant at, CustomerId customer, List<Posting> postings) {
        return new JournalEntry(
                new EntryId(TestBook.ids().next()),
                EntryKind.DEPOSIT,
                phase,
                at,
                at.atOffset(ZoneOffset.UTC).toLocalDate(),
                null,
                EntryContext.of(customer),
                postings);
    }

    /** A line as it stands in the table. */
    private record Raw(long sequence, Instant recordedAt, Instant effectiveAt, char phase, boolean debit, long units) {}

    private static List<Raw> raw(AccountName account) {
        return new BookReader(database.dataSource())
                .read(
                        "select p.account_seq, e.recorded_at, p.effective_at, p.phase, p.debit, p.units from posting p "
                                + "join account a using (account_id) join journal_entry e using (entry_id) "
                                + "where a.name = ? order by p.account_seq",
                        (connection, select) -> {
                            select.setString(1, account.toString());
                            List<Raw> lines = new ArrayList<>();
                            try (ResultSet row = select.executeQuery()) {
                                while (row.next()) {
                                    lines.add(new Raw(
                                            row.getLong(1),
                                            row.getObject(2, OffsetDateTime.class)
                                                    .toInstant(),
                                            row.getObject(3, OffsetDateTime.class)
                                                    .toInstant(),
                                            row.getString(4).charAt(0),
                                            row.getBoolean(5),
                                            row.getLong(6)));
                                }
                            }
                            return lines;
                        });
    }

    private static Balance fold(AccountName account, List<Raw> lines, AsOf moment) {
        long[] sums = new long[4];
        long known = 0;
        for (Raw line : lines) {
            if (moment.knownAt() != null && line.recordedAt.isAfter(moment.knownAt())) {
                continue;
            }
            known++;
            if (moment.effectiveAt() != null && line.effectiveAt.isAfter(moment.effectiveAt())) {
                continue;
            }
            int side = line.debit ? 0 : 1;
            if (line.phase == 'P' || line.phase == 'S') {
                sums[side] += line.units;
            }
            if (line.phase != 'P') {
                sums[2 + side] += line.phase == 'R' ? line.units : -line.units;
            }
        }
        return new Balance(
                account,
                BigInteger.valueOf(sums[0]),
                BigInteger.valueOf(sums[1]),
                BigInteger.valueOf(sums[2]),
                BigInteger.valueOf(sums[3]),
                known,
                Limits.NONE);
    }

    private static @Nullable Instant moment(Random random, List<Raw> lines, Function<Raw, Instant> axis) {
        if (random.nextInt(4) == 0) {
            return null;
        }
        return axis.apply(lines.get(random.nextInt(lines.size()))).plus(random.nextInt(3) - 1L, ChronoUnit.MICROS);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void theBalanceAtAnyMoment_isTheFoldOfWhatWasEffectiveAndKnownByThen(@ForAll Random random) {
        CustomerId customer = busy(random, 5 + random.nextInt(60));
        AccountName spot = TestBook.spot(customer);
        for (AccountName account : List.of(spot, TestBook.omnibus())) {
            List<Raw> lines = raw(account);
            for (int i = 0; i < 15; i++) {
                AsOf moment = new AsOf(moment(random, lines, Raw::effectiveAt), moment(random, lines, Raw::recordedAt));
                Balance folded = fold(account, lines, moment);

                assertThat(balances.find(account, moment))
                        .as("%s at %s", account, moment)
                        .contains(folded);
                if (account.equals(spot)) {
                    assertThat(balances.of(customer, moment, Optional.empty(), Limit.LARGEST)
                                    .items())
                            .isEqualTo(folded.sequence() == 0 ? List.of() : List.of(folded));
                }
            }
        }
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void aStatementOfAnyStretch_isThePartOfTheHistoryInIt_pageByPage(@ForAll Random random) {
        AccountName account = TestBook.spot(busy(random, 5 + random.nextInt(60)));
        List<Raw> lines = raw(account);
        for (int i = 0; i < 6; i++) {
            AccountHistory.Range range = new AccountHistory.Range(
                    moment(random, lines, Raw::effectiveAt),
                    moment(random, lines, Raw::effectiveAt),
                    moment(random, lines, Raw::recordedAt),
                    moment(random, lines, Raw::recordedAt));
            List<AccountHistory.Line> read = new ArrayList<>();
            Optional<Long> before = Optional.empty();
            do {
                Page<AccountHistory.Line, Long> page =
                        history.lines(account, range, before, new Limit(1 + random.nextInt(9)));
                read.addAll(page.items());
                before = page.next();
            } while (before.isPresent());

            List<Raw> wanted = new ArrayList<>(lines.stream()
                    .filter(line -> in(line.effectiveAt, range.effectiveFrom(), range.effectiveTo()))
                    .filter(line -> in(line.recordedAt, range.recordedFrom(), range.recordedTo()))
                    .toList());
            Collections.reverse(wanted);
            assertThat(read)
                    .extracting(line -> line.after().sequence())
                    .as("%s", range)
                    .containsExactlyElementsOf(
                            wanted.stream().map(Raw::sequence).toList());
            read.forEach(line -> assertThat(line.after())
                    .isEqualTo(fold(account, lines.subList(0, (int) line.after().sequence()), AsOf.NOW)));
        }
    }

    private static boolean in(Instant time, @Nullable Instant from, @Nullable Instant to) {
        return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
    }

    /** Point, list, index and aggregate: TigerBeetle's two safety findings were where such reads disagreed. */
    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void pointListIndexAndAggregateReads_tellTheSameFacts(@ForAll Random random) {
        CustomerId customer = busy(random, 20 + random.nextInt(40));
        List<RecordedEntry> listed = walk(all(null), random);
        List<RecordedEntry> ofCustomer = walk(all(customer), random);

        assertThat(ofCustomer)
                .allSatisfy(
                        entry -> assertThat(journal.find(entry.entry().id())).contains(entry));
        assertThat(ofCustomer)
                .isEqualTo(listed.stream()
                        .filter(entry -> customer.equals(entry.entry().context().customer()))
                        .toList());
        assertThat(ofCustomer).hasSizeGreaterThanOrEqualTo(20);

        Map<AccountName, List<RecordedEntry.RecordedPosting>> byAccount = new HashMap<>();
        listed.forEach(entry -> entry.lines()
                .forEach(line -> byAccount
                        .computeIfAbsent(line.posting().account(), account -> new ArrayList<>())
                        .add(line)));
        byAccount.forEach((account, lines) -> {
            Balance now = balances.find(account).orElseThrow();
            assertThat(lines.get(0).balanceAfter().with(now.limits())).isEqualTo(now);
            assertThat(statement(account, random))
                    .extracting(AccountHistory.Line::after)
                    .containsExactlyElementsOf(lines.stream()
                            .map(RecordedEntry.RecordedPosting::balanceAfter)
                            .toList());
        });
        List<Balance> everybody = Stream.concat(
                        balances.house(AsOf.NOW, Optional.empty(), Limit.LARGEST).items().stream(),
                        byAccount.keySet().stream()
                                .filter(account -> account.customer().isPresent())
                                .map(account -> balances.find(account).orElseThrow()))
                .toList();
        TrialBalance.Sheet sheet = new JpaTrialBalance(new Reads(factory), Clock.systemUTC()).read(Optional.empty());
        for (ChartAccount chart : List.of(ChartAccount.CLIENT_SPOT, ChartAccount.CLIENT_OMNIBUS_HOT)) {
            TrialBalance.Row row = sheet.rows().stream()
                    .filter(found -> found.account() == chart)
                    .findFirst()
                    .orElseThrow();
            assertThat(row.debits()).isEqualTo(sum(everybody, chart, Balance::debits));
            assertThat(row.credits()).isEqualTo(sum(everybody, chart, Balance::credits));
        }
        Instant then = listed.get(random.nextInt(listed.size())).recordedAt();
        TrialBalance.Sheet known =
                new JpaTrialBalance(new Reads(factory), Clock.systemUTC()).read(Optional.empty(), Optional.of(then));
        assertThat(debits(known.rows().stream()))
                .isEqualTo(posted(
                        listed.stream().filter(entry -> !entry.recordedAt().isAfter(then))));
        assertThat(debits(sheet.rows().stream())).isEqualTo(posted(listed.stream()));
    }

    private static BigInteger debits(Stream<TrialBalance.Row> rows) {
        return rows.map(TrialBalance.Row::debits).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger posted(Stream<RecordedEntry> entries) {
        return entries.filter(entry -> entry.entry().phase().movesPosted())
                .flatMap(entry -> entry.entry().postings().stream())
                .filter(posting -> posting.side() == Side.DEBIT)
                .map(posting -> posting.amount().units())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger sum(List<Balance> all, ChartAccount chart, Function<Balance, BigInteger> figure) {
        return all.stream()
                .filter(balance -> balance.account().chart() == chart)
                .map(figure)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Journal.Query all(@Nullable CustomerId customer) {
        return new Journal.Query(customer, null, null, null, null, null);
    }

    private static List<RecordedEntry> walk(Journal.Query query, Random random) {
        List<RecordedEntry> found = new ArrayList<>();
        Optional<Long> before = Optional.empty();
        do {
            Page<Journal.PlacedEntry, Long> page = journal.list(query, before, new Limit(1 + random.nextInt(200)));
            page.items().forEach(placed -> found.add(placed.entry()));
            before = page.next();
        } while (before.isPresent());
        return found;
    }

    private static List<AccountHistory.Line> statement(AccountName account, Random random) {
        List<AccountHistory.Line> found = new ArrayList<>();
        Optional<Long> before = Optional.empty();
        do {
            Page<AccountHistory.Line, Long> page =
                    history.lines(account, AccountHistory.Range.ALL, before, new Limit(1 + random.nextInt(200)));
            found.addAll(page.items());
            before = page.next();
        } while (before.isPresent());
        return found;
    }
}
