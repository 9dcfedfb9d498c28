package io.stakebook.persistence.posting.engine;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.EntryId;
import io.stakebook.persistence.decision.DecisionChain;
import io.stakebook.persistence.event.EventBodies;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.posting.RulesWatch;
import io.stakebook.persistence.posting.WriterGate;
import io.stakebook.persistence.posting.batch.AccountAtWork;
import io.stakebook.persistence.posting.batch.AccountDirectory;
import io.stakebook.persistence.posting.batch.AccountSource;
import io.stakebook.persistence.posting.batch.BatchBooks;
import io.stakebook.persistence.posting.batch.BatchLoader;
import io.stakebook.persistence.posting.batch.Decider;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.Effects;
import io.stakebook.persistence.posting.batch.KeyMemory;
import io.stakebook.persistence.posting.batch.OutcomeLookup;
import io.stakebook.persistence.posting.batch.Resolution;
import io.stakebook.persistence.posting.batch.StaleBooks;
import io.stakebook.persistence.posting.batch.TakenEntries;
import io.stakebook.persistence.posting.batch.Ticket;
import io.stakebook.persistence.posting.row.BatchWriter;
import io.stakebook.persistence.posting.row.RecordWriter;
import io.stakebook.persistence.posting.session.SignOfLife;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The steps of one try at one batch: load, look up, decide; write; commit. */
final class Attempt {

    private final Clock clock;
    private final AccountDirectory directory;
    private final BatchLoader loader;
    private final BatchWriter writer;
    private final RecordWriter records;
    private final DecisionChain decisions;
    private final EventBodies bodies;
    private final RulesWatch rules;
    private final KeyMemory keys = new KeyMemory();
    private Instant lastRecordedAt = Instant.EPOCH;

    Attempt(
            Clock clock,
            AccountDirectory directory,
            Map<Class<?>, RecordStore<?>> stores,
            DecisionChain decisions,
            EventBodies bodies,
            RulesWatch rules) {
        this.clock = clock;
        this.directory = directory;
        this.loader = new BatchLoader(directory, stores);
        this.writer = new BatchWriter(directory);
        this.records = new RecordWriter(stores);
        this.decisions = decisions;
        this.bodies = bodies;
        this.rules = rules;
    }

    /**
     * Loads and decides a batch; numbers of accounts it opens are taken in the connection's transaction. Looks for outcomes
     * only of keys that were seen lately: any other that has one fails on {@code idempotency_pkey} when the draft is written.
     */
    Draft decide(Connection connection, List<Ticket<?>> batch, AccountSource accounts) throws SQLException, StaleBooks {
        List<Ticket<?>> suspects = keys.suspects(batch);
        Draft draft = decide(connection, batch, accounts, suspects, Set.of());
        if (suspects.size() == batch.size() || draft.keepsAllBut(suspects)) {
            return draft;
        }
        // What is not kept is not stopped by its key, so whoever would be told so must have been looked for.
        connection.rollback();
        batch.forEach(Ticket::withdraw);
        return decide(connection, batch, accounts, batch, Set.of());
    }

    /** Loads and decides a batch, looking for the outcome of every key and for entries that have the same identifiers. */
    Draft decideWithOpenEyes(Connection connection, List<Ticket<?>> batch, AccountSource accounts)
            throws SQLException, StaleBooks {
        Draft draft = decide(connection, batch, accounts, batch, Set.of());
        Set<EntryId> taken = TakenEntries.among(connection, draft.effects().entries);
        if (taken.isEmpty()) {
            return draft;
        }
        connection.rollback();
        batch.forEach(Ticket::withdraw);
        return decide(connection, batch, accounts, batch, taken);
    }

    /** A key taken for new had an outcome: for a while every key is looked for. */
    void openEyes() {
        keys.openEyes();
    }

    private Draft decide(
            Connection connection,
            List<Ticket<?>> batch,
            AccountSource accounts,
            List<Ticket<?>> lookedFor,
            Set<EntryId> taken)
            throws SQLException, StaleBooks {
        boolean remembers = accounts.limitsSeen().isPresent();
        if (remembers
                && batch.stream().anyMatch(ticket -> !ticket.needs().records().isEmpty())) {
            passGate(connection);
        }
        BatchBooks books = loader.load(connection, batch, accounts);
        OutcomeLookup outcomes = new OutcomeLookup();
        outcomes.read(connection, lookedFor);
        books.govern(rules.current(connection));

        Effects effects = new Effects(taken);
        Decider decider = new Decider(books, effects, bodies, records::knows);
        Map<Ticket<?>, Resolution> resolutions = new LinkedHashMap<>();
        SignOfLife alive = new SignOfLife(connection);
        for (Ticket<?> ticket : batch) {
            alive.whenDue();
            if (outcomes.has(ticket.key())) {
                resolutions.put(ticket, outcomes.resolve(ticket));
                continue;
            }
            int kept = effects.outcomes.size();
            resolutions.put(ticket, decider.decide(ticket, recordedAt(books)));
            if (effects.outcomes.size() > kept) {
                outcomes.add(effects.outcomes.get(kept));
            }
        }
        return new Draft(
                batch,
                books,
                effects,
                books.accounts(AccountAtWork::changed),
                open(connection, books, remembers),
                remembers ? books.accounts(state -> !state.changed()) : List.of(),
                accounts.limitsSeen(),
                resolutions);
    }

    /**
     * Writes and commits a draft that nobody else waits for; undoes the transaction when there is nothing to write.
     *
     * @param lagging balance rows that follow with it
     */
    void finish(Connection connection, Draft draft, Collection<AccountAtWork> lagging) throws SQLException {
        if (!draft.writes()) {
            connection.rollback();
            return;
        }
        if (draft.fromMemory() && writesRows(draft)) {
            passGate(connection);
        }
        writeRows(connection, draft);
        writer.writeAndCommit(connection, draft, lagging);
        directory.remember(draft.opened());
    }

    /** The first part of a draft's write, while earlier batches are still on their way. */
    void writeBeside(Connection connection, Draft draft, Collection<AccountAtWork> lagging) throws SQLException {
        writer.writeBeside(connection, draft, lagging);
    }

    /** The second part, when every earlier batch has taken its places in the journal. */
    void writeEntries(Connection connection, Draft draft) throws SQLException {
        writer.writeEntries(connection, draft);
    }

    /** The last part with its commit, when every earlier batch is durable. */
    void settle(Connection connection, Draft draft) throws SQLException {
        writeRows(connection, draft);
        writer.settle(connection, draft);
    }

    /** Brings balance rows up to date, in a transaction of its own. */
    void follow(Connection connection, Collection<AccountAtWork> lagging) throws SQLException {
        passGate(connection);
        writer.follow(connection, lagging);
    }

    /**
     * Who writes from memory passes the gate before it locks anything, as those do who write under locks: mostly with its first
     * write, and here when it locks something before that.
     */
    private static void passGate(Connection connection) throws SQLException {
        try (Statement pass = connection.createStatement()) {
            pass.execute(WriterGate.MEMORY);
        }
    }

    /** Fails when an account that was read from memory is not so in the database. */
    void confirm(Connection connection, Draft draft) throws SQLException {
        writer.confirm(connection, draft);
    }

    private static boolean writesRows(Draft draft) {
        return !draft.books().written().isEmpty() || !draft.effects().decisions.isEmpty();
    }

    private void writeRows(Connection connection, Draft draft) throws SQLException {
        records.write(connection, draft.books());
        decisions.append(connection, draft.effects().decisions);
    }

    private Map<AccountName, Long> open(Connection connection, BatchBooks books, boolean remembers)
            throws SQLException, StaleBooks {
        TreeSet<AccountName> unnumbered = new TreeSet<>();
        for (AccountAtWork state : books.accounts(one -> one.changed() && one.id() == 0)) {
            unnumbered.add(state.balance().account());
        }
        if (unnumbered.isEmpty()) {
            return Map.of();
        }
        if (remembers) {
            passGate(connection);
        }
        return directory.create(connection, unnumbered);
    }

    /** Later than everything this node recorded and than everything on the batch's accounts, whoever recorded it. */
    private Instant recordedAt(BatchBooks books) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        at = after(at, lastRecordedAt);
        at = after(at, books.newest());
        lastRecordedAt = at;
        return at;
    }

    private static Instant after(Instant at, Instant other) {
        return at.isAfter(other) ? at : other.plus(1, ChronoUnit.MICROS);
    }
}
