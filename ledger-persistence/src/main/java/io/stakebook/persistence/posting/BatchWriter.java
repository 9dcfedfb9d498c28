package io.stakebook.persistence.posting;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.account.Side;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.posting.LimitChange;
import io.stakebook.core.posting.Trial;
import io.stakebook.persistence.event.PendingEvent;
import io.stakebook.persistence.sql.RowArrays;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the journal side of a batch, set-based, in one round trip: the driver sends the statements below as one pipeline.
 * All lines of an entry go in one statement, as {@code posting_zero_sum} wants; lines are sorted by account for the index.
 */
final class BatchWriter {

    private static final String WRITE = """
            insert into journal_entry (entry_id, kind, phase, effective_at, business_date, carried_from, recorded_at,
                expires_at, reservation_id, customer_id, product_id, position_id, run_id, yield_source, decision_id,
                reverses, memo)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
            insert into posting (account_id, account_seq, entry_id, leg, asset_id, phase, debit, units, debits_after,
                credits_after, pending_debits_after, pending_credits_after, effective_at, backdated)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
            insert into balance (account_id, debits, credits, pending_debits, pending_credits, sequence, recorded_at,
                effective_high, floored, debit_normal)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
            update balance b
               set debits = u.debits, credits = u.credits, pending_debits = u.pending_debits,
                   pending_credits = u.pending_credits, sequence = u.sequence, recorded_at = u.recorded_at,
                   effective_high = u.effective_high
              from unnest(?, ?, ?, ?, ?, ?, ?, ?) as u (account_id, debits, credits, pending_debits, pending_credits,
                   sequence, recorded_at, effective_high)
             where b.account_id = u.account_id;
            insert into pending_event (owner, type, entry_id, body)
            select owner, type, entry_id, body
              from unnest(?, ?, ?, ?) with ordinality as e (owner, type, entry_id, body, place)
             order by place;
            insert into idempotency (scope, key, fingerprint, kind, status, content_type, location, body, recorded_at,
                entries, decision_id)
            select scope, key, fingerprint, kind, status, content_type, location, body, recorded_at, entries::uuid[],
                   decision_id
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as o (scope, key, fingerprint, kind, status, content_type,
                   location, body, recorded_at, entries, decision_id)
            """;

    private static final String LIMIT = """
            insert into account_limits (account_id, version, min_posted, max_posted, min_available, max_available, set_by,
                reason, recorded_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?);
            update balance b
               set limits_version = u.version, min_posted = u.min_posted, max_posted = u.max_posted,
                   min_available = u.min_available, max_available = u.max_available
              from unnest(?, ?, ?, ?, ?, ?) as u (account_id, version, min_posted, max_posted, min_available,
                   max_available)
             where b.account_id = u.account_id
            """;

    private final AccountDirectory directory;

    BatchWriter(AccountDirectory directory) {
        this.directory = directory;
    }

    /** @param numbers numbers of accounts created in this attempt */
    void write(Connection connection, Effects effects, BatchBooks books, Map<AccountName, Long> numbers)
            throws SQLException {
        List<AccountState> changed = new ArrayList<>();
        for (AccountState state : books.accounts()) {
            if (state.changed()) {
                changed.add(state);
            }
        }
        Map<AccountName, Long> ids = changed.stream()
                .collect(Collectors.toMap(
                        state -> state.balance().account(),
                        state -> state.id() != 0 ? state.id() : numberOf(numbers, state)));
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            int next = entries(effects.entries).bind(connection, write, 1);
            next = lines(effects.lines, ids).bind(connection, write, next);
            next = opened(changed, ids).bind(connection, write, next);
            next = moved(changed).bind(connection, write, next);
            next = events(effects.events).bind(connection, write, next);
            outcomes(effects.outcomes).bind(connection, write, next);
            write.execute();
        }
        if (!effects.limits.isEmpty()) {
            limit(connection, effects.limits, changed, ids);
        }
    }

    private static void limit(
            Connection connection,
            List<Effects.Limited> changes,
            List<AccountState> changed,
            Map<AccountName, Long> ids)
            throws SQLException {
        RowArrays history = new RowArrays(
                "int8", "int8", "numeric", "numeric", "numeric", "numeric", "text", "text", "timestamptz");
        for (Effects.Limited limited : changes) {
            LimitChange change = limited.change();
            Limits limits = change.limits();
            history.add(
                    ids.get(change.account()),
                    limits.version(),
                    limits.minPosted(),
                    limits.maxPosted(),
                    limits.minAvailable(),
                    limits.maxAvailable(),
                    change.setBy(),
                    change.reason(),
                    limited.recordedAt());
        }
        RowArrays inForce = new RowArrays("int8", "int8", "numeric", "numeric", "numeric", "numeric");
        for (AccountState state : changed) {
            if (state.limited()) {
                Limits limits = state.balance().limits();
                inForce.add(
                        ids.get(state.balance().account()),
                        limits.version(),
                        limits.minPosted(),
                        limits.maxPosted(),
                        limits.minAvailable(),
                        limits.maxAvailable());
            }
        }
        try (PreparedStatement write = connection.prepareStatement(LIMIT)) {
            int next = history.bind(connection, write, 1);
            inForce.bind(connection, write, next);
            write.execute();
        }
    }

    private static long numberOf(Map<AccountName, Long> numbers, AccountState state) {
        Long number = numbers.get(state.balance().account());
        if (number == null) {
            throw new IllegalStateException(
                    "account " + state.balance().account() + " was posted to and has no number");
        }
        return number;
    }

    private static RowArrays entries(List<Effects.Entry> entries) {
        RowArrays rows = new RowArrays(
                "uuid",
                "text",
                "\"char\"",
                "timestamptz",
                "date",
                "date",
                "timestamptz",
                "timestamptz",
                "uuid",
                "uuid",
                "text",
                "uuid",
                "uuid",
                "text",
                "uuid",
                "uuid",
                "text");
        for (Effects.Entry recorded : entries) {
            JournalEntry entry = recorded.entry();
            EntryContext about = entry.context();
            rows.add(
                    entry.id().value(),
                    entry.kind().wire(),
                    entry.phase().code(),
                    entry.effectiveAt(),
                    entry.businessDate(),
                    entry.carriedFrom(),
                    recorded.recordedAt(),
                    entry.phase() instanceof Phase.Reserved reserved ? reserved.expiresAt() : null,
                    entry.phase().ofReservation().map(EntryId::value).orElse(null),
                    about.customer() == null ? null : about.customer().value(),
                    about.product(),
                    about.position() == null ? null : about.position().value(),
                    about.run() == null ? null : about.run().value(),
                    about.yieldSource(),
                    about.decision() == null ? null : about.decision().value(),
                    about.reverses() == null ? null : about.reverses().value(),
                    about.memo());
        }
        return rows;
    }

    private RowArrays lines(List<Effects.Line> lines, Map<AccountName, Long> ids) {
        record Numbered(long account, Effects.Line line) {}
        List<Numbered> sorted = new ArrayList<>(lines.size());
        for (Effects.Line line : lines) {
            AccountName account = line.posted().posting().account();
            @Nullable Long id = ids.get(account);
            if (id == null) {
                throw new IllegalStateException("account " + account + " has a posting and no balance");
            }
            sorted.add(new Numbered(id, line));
        }
        sorted.sort(Comparator.comparingLong(Numbered::account)
                .thenComparingLong(numbered -> numbered.line().posted().after().sequence()));
        RowArrays rows = new RowArrays(
                "int8",
                "int8",
                "uuid",
                "int2",
                "int2",
                "\"char\"",
                "bool",
                "numeric",
                "numeric",
                "numeric",
                "numeric",
                "numeric",
                "timestamptz",
                "bool");
        for (Numbered numbered : sorted) {
            Trial.Line line = numbered.line().posted();
            JournalEntry entry = line.entry();
            Balance after = line.after();
            rows.add(
                    numbered.account(),
                    after.sequence(),
                    entry.id().value(),
                    line.leg(),
                    directory.asset(after.account().asset()).id(),
                    entry.phase().code(),
                    line.posting().side() == Side.DEBIT,
                    line.posting().amount().units(),
                    after.debits(),
                    after.credits(),
                    nullIfZero(after.pendingDebits()),
                    nullIfZero(after.pendingCredits()),
                    entry.effectiveAt(),
                    numbered.line().backdated());
        }
        return rows;
    }

    private static @Nullable BigInteger nullIfZero(BigInteger units) {
        return units.signum() == 0 ? null : units;
    }

    private static RowArrays opened(List<AccountState> changed, Map<AccountName, Long> ids) {
        RowArrays rows = new RowArrays(
                "int8",
                "numeric",
                "numeric",
                "numeric",
                "numeric",
                "int8",
                "timestamptz",
                "timestamptz",
                "bool",
                "bool");
        for (AccountState state : changed) {
            if (state.id() == 0) {
                Balance balance = state.balance();
                rows.add(
                        ids.get(balance.account()),
                        balance.debits(),
                        balance.credits(),
                        balance.pendingDebits(),
                        balance.pendingCredits(),
                        balance.sequence(),
                        state.recordedAt(),
                        high(state),
                        balance.account().chart().floored(),
                        balance.account().chart().type().normalSide() == Side.DEBIT);
            }
        }
        return rows;
    }

    /** As PostgreSQL reads it: an account without a posting has no highest effective time. */
    private static Object high(AccountState state) {
        return state.effectiveHigh().equals(Instant.MIN) ? "-infinity" : state.effectiveHigh();
    }

    private static RowArrays moved(List<AccountState> changed) {
        RowArrays rows =
                new RowArrays("int8", "numeric", "numeric", "numeric", "numeric", "int8", "timestamptz", "timestamptz");
        for (AccountState state : changed) {
            if (state.id() != 0 && state.moved()) {
                Balance balance = state.balance();
                rows.add(
                        state.id(),
                        balance.debits(),
                        balance.credits(),
                        balance.pendingDebits(),
                        balance.pendingCredits(),
                        balance.sequence(),
                        state.recordedAt(),
                        high(state));
            }
        }
        return rows;
    }

    private static RowArrays events(List<PendingEvent> events) {
        RowArrays rows = new RowArrays("text", "text", "uuid", "bytea");
        for (PendingEvent event : events) {
            rows.add(event.owner(), event.type(), event.entryId(), event.body());
        }
        return rows;
    }

    private static RowArrays outcomes(List<Effects.Kept> outcomes) {
        // Sorted, so that two engines that keep the same keys wait for each other instead of deadlocking.
        List<Effects.Kept> sorted = new ArrayList<>(outcomes);
        sorted.sort(Comparator.comparing((Effects.Kept kept) -> kept.key().scope())
                .thenComparing(kept -> kept.key().key()));
        RowArrays rows = new RowArrays(
                "text", "text", "text", "text", "int2", "text", "text", "text", "timestamptz", "text", "uuid");
        for (Effects.Kept kept : sorted) {
            rows.add(
                    kept.key().scope(),
                    kept.key().key(),
                    kept.key().fingerprint(),
                    kept.kind(),
                    kept.answer().status(),
                    kept.answer().contentType(),
                    kept.answer().location(),
                    kept.answer().body(),
                    kept.recordedAt(),
                    kept.entries().stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")),
                    kept.decision());
        }
        return rows;
    }
}
