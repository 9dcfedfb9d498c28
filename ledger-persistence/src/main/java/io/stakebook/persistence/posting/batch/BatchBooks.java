package io.stakebook.persistence.posting.batch;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.LimitChange;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.posting.Trial;
import io.stakebook.persistence.posting.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The accounts and rows of one batch, locked or from memory and then proven before the commit, moving on with each accepted command.
 */
public final class BatchBooks implements Books {

    /** Where an account stands while the batch is decided. */
    private static final class Current {

        private AccountAtWork state;

        Current(AccountAtWork state) {
            this.state = state;
        }
    }

    private static final Needs NOTHING = new Needs(Set.of(), Set.of());

    private final Map<AccountName, Current> accounts;
    private final Map<RecordKey, Stored> records = new HashMap<>();
    private final Map<RecordKey, Stored> replaced = new HashMap<>();
    private final Map<RecordKey, Boolean> written = new LinkedHashMap<>();
    private Needs needs = NOTHING;
    private Instant newest = Instant.EPOCH;
    private Instant recordedAt = Instant.EPOCH;
    private @Nullable String caller;
    private @Nullable Rules rules;
    private final AccountDirectory directory;

    /** @param expected accounts that will be loaded, about */
    BatchBooks(AccountDirectory directory, int expected) {
        this.directory = directory;
        this.accounts = new HashMap<>(expected * 2);
    }

    /** Takes in where an account stood before the batch. */
    // Under the name as the batch says it: what is looked for by the same object is found at once.
    public void load(AccountName name, AccountAtWork state) {
        accounts.put(name, new Current(state));
    }

    void load(RecordKey key, Stored record) {
        records.put(key, record);
        recordAfter(record.changedAt());
    }

    /** Sets the rules all commands of the batch are decided under; on a node whose clock is behind they bind no later. */
    public void govern(Rules inForce) {
        rules = inForce;
        recordAfter(inForce.since());
    }

    private Rules rules() {
        if (rules == null) {
            throw new IllegalStateException("the batch was opened without its rules");
        }
        return rules;
    }

    @Override
    public ActivePolicy policy() {
        return rules().policy();
    }

    @Override
    public PeriodCalendar calendar() {
        return rules().calendar();
    }

    @Override
    public Asset asset(AssetCode code) {
        return directory.asset(code).asset();
    }

    /** Opens the books for one command. */
    void open(Needs declared, @Nullable String callerOrNull, Instant at) {
        needs = declared;
        caller = callerOrNull;
        recordedAt = at;
    }

    @Override
    public @Nullable String callerOrNull() {
        return caller;
    }

    @Override
    public Instant recordedAt() {
        return recordedAt;
    }

    @Override
    public Balance balance(AccountName account) {
        return state(account).balance();
    }

    @Override
    public <T extends Stored> Optional<T> find(Class<T> type, String id) {
        RecordKey key = new RecordKey(type, id);
        if (!needs.records().contains(key)) {
            throw new IllegalStateException("row " + type.getSimpleName() + " " + id + " was read but not declared");
        }
        return Optional.ofNullable(type.cast(records.get(key)));
    }

    /** The state of a declared account. */
    AccountAtWork state(AccountName account) {
        return current(account).state;
    }

    private Current current(AccountName account) {
        if (!needs.accounts().contains(account)) {
            throw new IllegalStateException("account " + account + " was used but not declared");
        }
        @Nullable Current current = accounts.get(account);
        if (current == null) {
            throw new IllegalStateException("account " + account + " was declared but not loaded");
        }
        return current;
    }

    /** Everything the batch does is recorded later than this: something was recorded then on one of its accounts, or became law. */
    public void recordAfter(Instant known) {
        newest = known.isAfter(newest) ? known : newest;
    }

    /** The newest that is known to be recorded, by whatever node; at least of the law and of the accounts that were loaded. */
    public Instant newest() {
        return newest;
    }

    /** Takes one posting in; it is backdated when its effective time is below an earlier one of its account. */
    Effects.Line accept(Trial.Line line) {
        Current account = current(line.posting().account());
        AccountAtWork before = account.state;
        Instant effectiveAt = line.entry().effectiveAt();
        account.state = before.with(line.after(), effectiveAt, recordedAt);
        return new Effects.Line(line, before.id(), effectiveAt.isBefore(before.effectiveHigh()));
    }

    void accept(LimitChange change) {
        Current account = current(change.account());
        account.state = account.state.with(change.limits(), recordedAt);
    }

    void accept(Stored write) {
        RecordKey key = new RecordKey(write.getClass(), write.recordId());
        Stored before = records.put(key, write);
        if (written.putIfAbsent(key, before == null) == null && before != null) {
            replaced.put(key, before);
        }
    }

    /** The accounts that are as asked, as they stand. */
    public List<AccountAtWork> accounts(Predicate<AccountAtWork> asked) {
        List<AccountAtWork> found = new ArrayList<>();
        for (Current account : accounts.values()) {
            if (asked.test(account.state)) {
                found.add(account.state);
            }
        }
        return found;
    }

    /** Rows written in this batch, in order of first writing; true for those that were not there before. */
    public Map<RecordKey, Boolean> written() {
        return written;
    }

    @Nullable
    public Stored newest(RecordKey key) {
        return records.get(key);
    }

    /** How a row that was written stood when the batch loaded it under lock; null when it was not there. */
    @Nullable
    public Stored replaced(RecordKey key) {
        return replaced.get(key);
    }
}
