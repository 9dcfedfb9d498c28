package io.stakebook.benchmarks.design;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Side;
import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.TimeOrderedIds;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.AnswerWriter;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.Submission;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** The omnibus account and the customers' accounts of a book, and transfers between them as the product's entries. */
final class EngineAccounts {

    static final AssetCode ETH = new AssetCode("ETH");
    private static final int ETH_SCALE = 18;
    static final AccountName OMNIBUS = AccountName.house(ChartAccount.CLIENT_OMNIBUS_HOT, ETH);

    private static final int CUSTOMERS_AN_ENTRY = 100;

    // The load's own identifiers need to be unique, not secret; a strong source would be a cost of the load's.
    private final Clock clock = Clock.systemUTC();
    private final IdSource ids =
            new TimeOrderedIds(clock, () -> ThreadLocalRandom.current().nextLong());
    private final List<CustomerId> customers = new ArrayList<>();
    private Keys keys = Keys.ORDERED;

    void keys(Keys asked) {
        keys = asked;
    }

    void open(int accounts) {
        for (int i = 0; i < accounts; i++) {
            customers.add(new CustomerId(ids.next()));
        }
    }

    /** Takes the customers of a book in the order of their accounts. */
    void read(DataSource book, int most) throws SQLException {
        try (Connection connection = book.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select customer_id from account where customer_id is not null order by account_id limit ?")) {
            query.setInt(1, most);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    customers.add(new CustomerId(rows.getObject(1, UUID.class)));
                }
            }
        }
    }

    int size() {
        return customers.size();
    }

    CustomerId customer(int number) {
        return customers.get(number - 1);
    }

    /** Entries that fund every customer from the omnibus account. */
    List<Submission<JournalEntry>> funding() {
        List<Submission<JournalEntry>> entries = new ArrayList<>();
        for (int from = 0; from < customers.size(); from += CUSTOMERS_AN_ENTRY) {
            entries.add(
                    submission(fund(customers.subList(from, Math.min(customers.size(), from + CUSTOMERS_AN_ENTRY)))));
        }
        return entries;
    }

    /** How many entries {@link #funding} made. */
    long fundingEntries() {
        return (customers.size() + CUSTOMERS_AN_ENTRY - 1L) / CUSTOMERS_AN_ENTRY;
    }

    private JournalEntry fund(List<CustomerId> some) {
        List<Posting> lines = new ArrayList<>();
        lines.add(Posting.debit(OMNIBUS, eth(Workload.OPENING * some.size())));
        some.forEach(customer -> lines.add(Posting.credit(spot(customer), eth(Workload.OPENING))));
        return JournalEntry.of(new EntryId(ids.next()), EntryKind.DEPOSIT, now(), EntryContext.house(), lines);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Submission<JournalEntry> submission(Transfer transfer) {
        CustomerId owner = customer(Math.max(transfer.payer(), transfer.payee()));
        boolean out = transfer.payer() != Transfer.OMNIBUS;
        return submission(JournalEntry.of(
                new EntryId(ids.next()),
                out ? EntryKind.WITHDRAWAL_REQUESTED : EntryKind.DEPOSIT,
                now(),
                EntryContext.of(owner),
                List.of(
                        Posting.debit(account(transfer.payer()), eth(transfer.units())),
                        Posting.credit(account(transfer.payee()), eth(transfer.units())))));
    }

    AccountName account(int number) {
        return number == Transfer.OMNIBUS ? OMNIBUS : spot(customer(number));
    }

    private static AccountName spot(CustomerId customer) {
        return AccountName.of(ChartAccount.CLIENT_SPOT, ETH, customer);
    }

    private static Amount eth(long units) {
        return new Amount(ETH, BigInteger.valueOf(units));
    }

    private Submission<JournalEntry> submission(JournalEntry entry) {
        String fingerprint = entry.id().value().toString().replace("-", "");
        return new Submission<>(
                new IdempotencyKey("bench", keys.next(entry.id().value()), fingerprint + fingerprint),
                new Book(entry),
                new Written());
    }

    /** Posts one entry. */
    private record Book(JournalEntry entry) implements Command<JournalEntry> {

        @Override
        public Needs needs() {
            Set<AccountName> accounts = new HashSet<>();
            entry.postings().forEach(posting -> accounts.add(posting.account()));
            return new Needs(accounts, Set.of());
        }

        @Override
        public Plan<JournalEntry> decide(Books books) {
            return new Plan.Accepted<>(entry, List.of(entry), List.of(), Optional.empty(), List.of());
        }
    }

    /** An answer as small as the API's smallest that shows an amount, so that the checker has something to compare. */
    private static final class Written implements AnswerWriter<JournalEntry> {

        @Override
        public Answer accepted(JournalEntry entry, Instant recordedAt) {
            return new Answer(
                    201,
                    "application/json",
                    "/v1/entries/" + entry.id(),
                    "{\"entryId\":\"" + entry.id() + "\",\"asset\":\"" + ETH + "\",\"amount\":\"" + amount(entry)
                            + "\",\"recordedAt\":\"" + recordedAt + "\"}");
        }

        private static String amount(JournalEntry entry) {
            BigInteger units = entry.postings().stream()
                    .filter(posting -> posting.side() == Side.DEBIT)
                    .map(posting -> posting.amount().units())
                    .reduce(BigInteger.ZERO, BigInteger::add);
            return new BigDecimal(units, ETH_SCALE).toPlainString();
        }

        @Override
        public Answer rejected(LedgerException reason) {
            return new Answer(422, "application/problem+json", "", "{\"code\":\"" + reason.code() + "\"}");
        }

        @Override
        public Answer refused(DecisionRecord decision) {
            throw new IllegalStateException("transfers ask no policy, yet got " + decision.id());
        }
    }
}
