package io.stakebook.persistence.testing;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.AnswerWriter;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Outcome;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Submission;
import io.stakebook.persistence.decision.DecisionChain;
import io.stakebook.persistence.event.EntryEvents;
import io.stakebook.persistence.event.EventIntake;
import io.stakebook.persistence.event.LeafBodies;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.posting.Rules;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.policy.decision.PolicyEngine;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;

/** Starts engines and submits plain commands to them. */
public final class TestEngine {

    private static final ActivePolicy POLICY = new ActivePolicy(PolicyEngine.shipped());

    private TestEngine() {}

    /** Entries as events of the test book. */
    public static EntryEvents events() {
        return new EntryEvents("stakebook.test/books/main", new Random(7), asset -> 18);
    }

    public static GroupCommitEngine start(DataSource dataSource) {
        return start(dataSource, EngineConfig.defaults(), List.of());
    }

    public static GroupCommitEngine start(DataSource dataSource, EngineConfig config, List<RecordStore<?>> stores) {
        return start(dataSource, config, stores, EventIntake.NONE);
    }

    /** One that goes by a clock of its own. */
    public static GroupCommitEngine start(DataSource dataSource, EngineConfig config, Clock clock) {
        return start(dataSource, config, List.of(), EventIntake.NONE, clock);
    }

    /** One that hands over to a sequencer what it recorded. */
    public static GroupCommitEngine start(DataSource dataSource, EventIntake sequencer) {
        return start(dataSource, EngineConfig.defaults(), List.of(), sequencer);
    }

    private static GroupCommitEngine start(
            DataSource dataSource, EngineConfig config, List<RecordStore<?>> stores, EventIntake sequencer) {
        return start(dataSource, config, stores, sequencer, Clock.systemUTC());
    }

    private static GroupCommitEngine start(
            DataSource dataSource,
            EngineConfig config,
            List<RecordStore<?>> stores,
            EventIntake sequencer,
            Clock clock) {
        GroupCommitEngine engine = create(dataSource, config, stores, sequencer, clock);
        engine.start();
        return engine;
    }

    /** One that nobody has started yet. */
    public static GroupCommitEngine create(DataSource dataSource) {
        return create(dataSource, EngineConfig.defaults(), List.of(), EventIntake.NONE, Clock.systemUTC());
    }

    private static GroupCommitEngine create(
            DataSource dataSource,
            EngineConfig config,
            List<RecordStore<?>> stores,
            EventIntake sequencer,
            Clock clock) {
        return new GroupCommitEngine(
                config,
                new GroupCommitEngine.Parts(
                        dataSource,
                        clock,
                        stores,
                        new LeafBodies(events(), TestBook.ids()),
                        connection -> new Rules(POLICY, PeriodCalendar.OPEN),
                        new DecisionChain(),
                        Runnable::run,
                        sequencer));
    }

    /** Answers with the outcome in words. */
    private static final class Words implements AnswerWriter<String> {
        @Override
        public Answer accepted(String result, Instant recordedAt) {
            return new Answer(201, "text/plain", "", result);
        }

        @Override
        public Answer rejected(LedgerException reason) {
            return new Answer(422, "text/plain", "", reason.code() + " " + reason.detail());
        }

        @Override
        public Answer refused(DecisionRecord decision) {
            return new Answer(451, "text/plain", "", decision.reason());
        }
    }

    /** A command that posts fixed entries. */
    public static Command<String> posting(JournalEntry... entries) {
        Set<AccountName> accounts = new HashSet<>();
        for (JournalEntry entry : entries) {
            entry.postings().stream().map(Posting::account).forEach(accounts::add);
        }
        return command(
                new Needs(accounts, Set.of()),
                books -> new Plan.Accepted<>("posted", List.of(entries), List.of(), Optional.empty(), List.of()));
    }

    /** A command that adds one to a note. */
    public static Command<String> counting(String note) {
        return command(new Needs(Set.of(), Set.of(new RecordKey(Note.class, note))), books -> {
            long next = books.find(Note.class, note).map(Note::count).orElse(0L) + 1;
            return new Plan.Accepted<>(
                    "counted " + next, List.of(), List.of(new Note(note, next)), Optional.empty(), List.of());
        });
    }

    public static Command<String> command(Needs needs, Function<Books, Plan<String>> decision) {
        return new Command<>() {
            @Override
            public Needs needs() {
                return needs;
            }

            @Override
            public Plan<String> decide(Books books) {
                return decision.apply(books);
            }
        };
    }

    public static IdempotencyKey key(String key) {
        return key(key, "a");
    }

    /** @param body one hexadecimal digit that stands for the request's body */
    public static IdempotencyKey key(String key, String body) {
        return new IdempotencyKey("test", key, body.repeat(64));
    }

    public static Submission<String> submission(IdempotencyKey key, Command<String> command) {
        return new Submission<>(key, command, new Words());
    }

    public static CompletableFuture<Outcome> submit(PostingEngine engine, IdempotencyKey key, Command<String> command) {
        return engine.submit(submission(key, command)).toCompletableFuture();
    }

    public static Outcome run(PostingEngine engine, IdempotencyKey key, Command<String> command) {
        return await(submit(engine, key, command));
    }

    public static Outcome await(CompletableFuture<Outcome> outcome) {
        try {
            return outcome.orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LedgerException ledger) {
                throw ledger;
            }
            throw e;
        }
    }
}
