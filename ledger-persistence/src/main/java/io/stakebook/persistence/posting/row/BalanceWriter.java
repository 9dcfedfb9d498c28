package io.stakebook.persistence.posting.row;

import io.stakebook.core.account.Limits;
import io.stakebook.core.account.Side;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.posting.LimitChange;
import io.stakebook.persistence.posting.batch.AccountAtWork;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.Effects;
import io.stakebook.persistence.sql.ArrayRows;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes balance rows, in the order of account numbers. Where an account stands is what its newest posting says (ADR 0013): rows follow
 * with their batch when it holds their locks, and some batches later when it was decided from memory.
 */
final class BalanceWriter {

    private static final String OPEN = """
            insert into balance (account_id, debits, credits, pending_debits, pending_credits, sequence, recorded_at,
                effective_high, floored, debit_normal)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final List<String> OPEN_TYPES = List.of(
            "int8", "numeric", "numeric", "numeric", "numeric", "int8", "timestamptz", "timestamptz", "bool", "bool");

    /** A row never goes back, and figures are those of the posting with its sequence. */
    private static final String FOLLOW = """
            update balance b
               set debits = u.debits, credits = u.credits, pending_debits = u.pending_debits,
                   pending_credits = u.pending_credits, recorded_at = u.recorded_at,
                   effective_high = u.effective_high, sequence = u.sequence
              from (select unnest(?) as account_id, unnest(?) as debits, unnest(?) as credits,
                           unnest(?) as pending_debits, unnest(?) as pending_credits, unnest(?) as sequence,
                           unnest(?) as recorded_at, unnest(?) as effective_high) u
             where b.account_id = u.account_id and b.sequence < u.sequence""";

    private static final String MOVE =
            "with moved as (" + FOLLOW + " returning 1)\n" + "select posting_fence((select count(*) from moved), ?)";

    private static final List<String> MOVE_TYPES = OPEN_TYPES.subList(0, OPEN_TYPES.size() - 2);

    private static final String SAME = """
            select posting_fence((select count(*)
                                    from unnest(?, ?, ?) as u (account_id, sequence, limits_version)
                                    join balance_now b on b.account_id = u.account_id and b.sequence = u.sequence
                                     and b.limits_version = u.limits_version), ?)""";

    private static final List<String> SAME_TYPES = List.of("int8", "int8", "int8");

    private static final String ABSENT = "select posting_fence((select count(*) from account where name = any (?)), 0)";

    private static final String LIMIT_HISTORY = """
            insert into account_limits (account_id, version, min_posted, max_posted, min_available, max_available, set_by,
                reason, recorded_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final List<String> HISTORY_TYPES =
            List.of("int8", "int8", "numeric", "numeric", "numeric", "numeric", "text", "text", "timestamptz");

    private static final String LIMIT = """
            with limited as (
                update balance b
                   set limits_version = u.version, min_posted = u.min_posted, max_posted = u.max_posted,
                       min_available = u.min_available, max_available = u.max_available, recorded_at = u.recorded_at
                  from unnest(?, ?, ?, ?, ?, ?, ?, ?) as u (account_id, version, min_posted, max_posted, min_available,
                       max_available, limits_before, recorded_at)
                 where b.account_id = u.account_id and b.limits_version = u.limits_before
                returning 1)
            select posting_fence((select count(*) from limited), ?)""";

    private static final List<String> LIMIT_TYPES =
            List.of("int8", "int8", "numeric", "numeric", "numeric", "numeric", "int8", "timestamptz");

    /** Rows of the accounts that a batch opens. */
    void open(BatchWriter.Pipeline pipeline, Draft draft) {
        List<AccountAtWork> opened = draft.changed().stream()
                .filter(state -> state.id() == 0)
                .sorted(Comparator.comparingLong(draft::number))
                .toList();
        if (!opened.isEmpty()) {
            ArrayRows rows = new ArrayRows(opened.size(), OPEN_TYPES);
            opened.forEach(state -> balance(rows.row(OPEN_TYPES.size()), draft.number(state), state)
                    .bool(state.balance().account().chart().floored())
                    .bool(state.balance().account().chart().type().normalSide() == Side.DEBIT));
            pipeline.add(OPEN, rows::bind);
        }
    }

    /** Rows of the other accounts that a batch changes, which it has locked: all of them follow, or the transaction ends. */
    void move(BatchWriter.Pipeline pipeline, Draft draft) {
        List<AccountAtWork> moved = draft.changed().stream()
                .filter(state -> state.id() != 0 && state.lags())
                .sorted(Comparator.comparingLong(AccountAtWork::id))
                .toList();
        if (!moved.isEmpty()) {
            fenced(pipeline, MOVE, rows(moved), moved.size());
        }
    }

    /** Rows that lag, of any accounts: they follow as far as they are behind. */
    void follow(BatchWriter.Pipeline pipeline, Collection<AccountAtWork> lagging) {
        List<AccountAtWork> sorted = new ArrayList<>(lagging);
        sorted.sort(Comparator.comparingLong(AccountAtWork::id));
        if (!sorted.isEmpty()) {
            pipeline.add(FOLLOW, rows(sorted)::bind);
        }
    }

    private static ArrayRows rows(List<AccountAtWork> states) {
        ArrayRows rows = new ArrayRows(states.size(), MOVE_TYPES);
        states.forEach(state -> balance(rows.row(MOVE_TYPES.size()), state.id(), state));
        return rows;
    }

    /** A refusal is kept for life too, so what it was read from must be true. */
    void confirm(BatchWriter.Pipeline pipeline, Draft draft) {
        List<AccountAtWork> known = draft.unproven().stream()
                .filter(state -> state.id() != 0)
                .sorted(Comparator.comparingLong(AccountAtWork::id))
                .toList();
        if (!known.isEmpty()) {
            ArrayRows rows = new ArrayRows(known.size(), SAME_TYPES);
            known.forEach(state -> rows.row(SAME_TYPES.size())
                    .int8(state.id())
                    .int8(state.storedSequence())
                    .int8(state.storedLimits()));
            fenced(pipeline, SAME, rows, known.size());
        }
        List<String> absent = draft.unproven().stream()
                .filter(state -> state.id() == 0)
                .map(state -> state.balance().account().toString())
                .toList();
        if (!absent.isEmpty()) {
            pipeline.add(ABSENT, (connection, to, first) -> {
                to.setArray(first, Columns.texts(connection, absent));
                return first + 1;
            });
        }
    }

    private static RowSink balance(RowSink to, long number, AccountAtWork state) {
        Balance balance = state.balance();
        return to.int8(number)
                .numeric(balance.debits())
                .numeric(balance.credits())
                .numeric(balance.pendingDebits())
                .numeric(balance.pendingCredits())
                .int8(balance.sequence())
                .time(state.recordedAt())
                .time(state.effectiveHigh());
    }

    /** Limits that a batch set; the balance rows of their accounts must be there. */
    void limit(BatchWriter.Pipeline pipeline, Draft draft) {
        if (draft.effects().limits.isEmpty()) {
            return;
        }
        List<AccountAtWork> changed = new ArrayList<>(draft.changed());
        changed.sort(Comparator.comparingLong(draft::number));
        Map<Object, Long> numbers = new HashMap<>();
        changed.forEach(state -> numbers.put(state.balance().account(), draft.number(state)));
        ArrayRows history = new ArrayRows(draft.effects().limits.size(), HISTORY_TYPES);
        for (Effects.Limited limited : draft.effects().limits) {
            LimitChange change = limited.change();
            limits(history.row(HISTORY_TYPES.size()), number(numbers, change), change.limits())
                    .text(change.setBy())
                    .text(change.reason())
                    .time(limited.recordedAt());
        }
        pipeline.add(LIMIT_HISTORY, history::bind);
        List<AccountAtWork> limited =
                changed.stream().filter(AccountAtWork::limited).toList();
        ArrayRows rows = new ArrayRows(limited.size(), LIMIT_TYPES);
        limited.forEach(state -> limits(
                        rows.row(LIMIT_TYPES.size()),
                        draft.number(state),
                        state.balance().limits())
                .int8(state.storedLimits())
                .time(state.recordedAt()));
        fenced(pipeline, LIMIT, rows, limited.size());
    }

    private static long number(Map<Object, Long> numbers, LimitChange change) {
        Long number = numbers.get(change.account());
        if (number == null) {
            throw new IllegalStateException("limits of " + change.account() + " were set and it has no number");
        }
        return number;
    }

    private static RowSink limits(RowSink to, long number, Limits limits) {
        return to.int8(number)
                .int8(limits.version())
                .numeric(limits.minPosted())
                .numeric(limits.maxPosted())
                .numeric(limits.minAvailable())
                .numeric(limits.maxAvailable());
    }

    private static void fenced(BatchWriter.Pipeline pipeline, String statement, ArrayRows rows, int wanted) {
        pipeline.add(statement, (connection, to, first) -> {
            int next = rows.bind(connection, to, first);
            to.setLong(next, wanted);
            return next + 1;
        });
    }
}
