package io.stakebook.persistence.posting;

import io.stakebook.core.account.AccountName;
import io.stakebook.persistence.decision.DecisionChain;
import io.stakebook.persistence.event.EventBodies;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One try at one batch: lock, look up, decide, write, commit. */
final class Attempt {

    private final Clock clock;
    private final AccountDirectory directory;
    private final BatchLoader loader;
    private final BatchWriter writer;
    private final RecordWriter records;
    private final DecisionChain decisions;
    private final EventBodies bodies;
    private final RulesWatch rules;
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

    /** What came of it; nothing may be told before this returns. */
    record Result(Map<Ticket<?>, Resolution> resolutions, boolean wrote) {}

    Result run(Connection connection, List<Ticket<?>> batch) throws SQLException, StaleBooks {
        BatchBooks books = loader.load(connection, batch);
        OutcomeLookup outcomes = new OutcomeLookup();
        outcomes.read(connection, batch);
        books.govern(rules.current(connection));

        Effects effects = new Effects();
        Decider decider = new Decider(books, effects, bodies, records::knows);
        Map<Ticket<?>, Resolution> resolutions = new LinkedHashMap<>();
        for (Ticket<?> ticket : batch) {
            if (outcomes.has(ticket.key())) {
                resolutions.put(ticket, outcomes.resolve(ticket));
                continue;
            }
            int kept = effects.outcomes.size();
            resolutions.put(ticket, decider.decide(ticket, recordedAt(books, ticket)));
            if (effects.outcomes.size() > kept) {
                outcomes.add(effects.outcomes.get(kept));
            }
        }
        if (effects.isEmpty()) {
            connection.rollback();
            return new Result(resolutions, false);
        }
        Map<AccountName, Long> opened = open(connection, books);
        records.write(connection, books);
        decisions.append(connection, effects.decisions);
        writer.write(connection, effects, books, opened);
        connection.commit();
        directory.remember(opened);
        return new Result(resolutions, true);
    }

    private Map<AccountName, Long> open(Connection connection, BatchBooks books) throws SQLException, StaleBooks {
        TreeSet<AccountName> unnumbered = new TreeSet<>();
        for (AccountState state : books.accounts()) {
            if (state.changed() && state.id() == 0) {
                unnumbered.add(state.balance().account());
            }
        }
        return unnumbered.isEmpty() ? Map.of() : directory.create(connection, unnumbered);
    }

    /** Later than everything this node recorded and than everything on the command's accounts, whoever recorded it. */
    private Instant recordedAt(BatchBooks books, Ticket<?> ticket) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        at = after(at, lastRecordedAt);
        at = after(at, books.newestPosting(ticket.needs()));
        lastRecordedAt = at;
        return at;
    }

    private static Instant after(Instant at, Instant other) {
        return at.isAfter(other) ? at : other.plus(1, ChronoUnit.MICROS);
    }
}
