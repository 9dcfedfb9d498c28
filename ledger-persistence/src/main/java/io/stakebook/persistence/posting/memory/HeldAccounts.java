package io.stakebook.persistence.posting.memory;

import io.stakebook.core.account.AccountName;
import io.stakebook.persistence.posting.WriterGate;
import io.stakebook.persistence.posting.batch.AccountAtWork;
import io.stakebook.persistence.posting.batch.AccountRows;
import io.stakebook.persistence.posting.batch.AccountSource;
import io.stakebook.persistence.posting.batch.BatchBooks;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.Ticket;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Balances in memory: read without a lock ahead of their first use or with it, then moved on with every batch decided here,
 * those not used for long forgotten. What stands here may run ahead of the database, by the batches whose commit is on its way, and
 * may be wrong when another node wrote: then the fence refuses the batch, and what it touched is read afresh. One thread
 * only.
 */
public final class HeldAccounts implements AccountSource {

    private static final String READ = "select a.name, " + AccountRows.COLUMNS
            + " from account a join balance_now b using (account_id) where a.name = any (?)";

    /** Accounts read ahead in one go: about a millisecond. */
    private static final int SLICE = 100;

    /** Accounts read ahead at most; an account held is about 500 bytes of memory. */
    private static final int MOST_AHEAD = 250_000;

    /** Rows behind above which the writer brings as many up to date as it moves. */
    private static final int MOST_BEHIND = 250_000;

    /** Accounts passed over at most, because they were used, before one is forgotten. */
    private static final int MOST_SECOND_TURNS = 16;

    private static final String NEXT = "select name, " + AccountRows.COLUMNS
            + " from balance_now join account using (account_id) where account_id < ? order by account_id desc limit "
            + SLICE;

    private final int most;
    private final Lagging lagging = new Lagging();

    /** Those that are longest here first. Not in the order of use: to move an account to the end costs more than to find it. */
    private final Map<AccountName, HeldAccount> held = new LinkedHashMap<>();

    private Instant newestRead = Instant.EPOCH;
    private long below = Long.MAX_VALUE;
    private long limitsSeen;
    private boolean limitsInDoubt = true;

    /** @param most accounts remembered; far more than the batches on their way can touch */
    public HeldAccounts(int most) {
        this.most = most;
    }

    @Override
    public OptionalLong limitsSeen() {
        return OptionalLong.of(limitsSeen);
    }

    @Override
    public void load(Connection connection, Set<AccountName> names, BatchBooks books) throws SQLException {
        proveLimits(connection);
        Map<String, AccountName> missing = new HashMap<>();
        for (AccountName name : names) {
            @Nullable HeldAccount account = held.get(name);
            if (account == null) {
                missing.put(name.toString(), name);
            } else {
                books.load(name, account.use());
            }
        }
        if (!missing.isEmpty()) {
            read(connection, missing, books);
        }
        // What was not read from the database was recorded here.
        books.recordAfter(newestRead);
    }

    private void read(Connection connection, Map<String, AccountName> missing, BatchBooks books) throws SQLException {
        missing.values().forEach(name -> books.load(name, AccountRows.empty(name, 0)));
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            read.setArray(1, Columns.texts(connection, missing.keySet()));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    AccountName name = missing.get(row.getString("name"));
                    if (name == null) {
                        throw new IllegalStateException("account " + row.getString("name") + " was not asked for");
                    }
                    AccountAtWork state = AccountRows.state(name, row);
                    holdRead(state);
                    books.load(name, state);
                }
            }
        }
    }

    /** Forgets accounts whose limits were changed since memory was read; asks only when there is reason to. */
    private void proveLimits(Connection connection) throws SQLException {
        if (!limitsInDoubt) {
            return;
        }
        long newest = Rows.readLast(connection, WriterGate.LIMITS_SEEN, look -> {}, row -> row.getLong(1))
                .get(0);
        if (newest != limitsSeen && !held.isEmpty()) {
            forgetLimited(connection);
        }
        limitsSeen = newest;
        limitsInDoubt = false;
    }

    private void forgetLimited(Connection connection) throws SQLException {
        Rows.read(connection, WriterGate.LIMITED_SINCE, since -> since.setLong(1, limitsSeen), row -> row.getString(1))
                .forEach(name -> forget(AccountName.parse(name)));
    }

    /** Asks before the next use whether limits were changed. */
    public void doubtLimits() {
        limitsInDoubt = true;
    }

    private void holdRead(AccountAtWork state) {
        newestRead = state.recordedAt().isAfter(newestRead) ? state.recordedAt() : newestRead;
        hold(state);
    }

    private void hold(AccountAtWork state) {
        HeldAccount account = new HeldAccount(state);
        held.put(state.balance().account(), account);
        if (state.lags()) {
            lagging.add(account);
        }
        for (int looks = 1; held.size() > most; looks++) {
            forgetOldest(looks < MOST_SECOND_TURNS);
        }
    }

    /** @param mayStay an account that was used since its last turn has another one */
    private void forgetOldest(boolean mayStay) {
        Map.Entry<AccountName, HeldAccount> oldest = held.entrySet().iterator().next();
        AccountName name = oldest.getKey();
        HeldAccount account = oldest.getValue();
        held.remove(name);
        if (account.wasUsed() && mayStay) {
            held.put(name, account);
        } else {
            account.forget();
        }
    }

    private void forget(AccountName name) {
        @Nullable HeldAccount account = held.remove(name);
        if (account != null) {
            account.forget();
        }
    }

    /** True while accounts may be read ahead of their first use. */
    public boolean cold() {
        return below > 0;
    }

    /** Reads the next accounts ahead, from the newest of the book to the oldest. */
    public void warm(Connection connection) throws SQLException {
        proveLimits(connection);
        if (held.size() + SLICE > Math.min(most, MOST_AHEAD)) {
            below = 0;
            return;
        }
        int read = 0;
        try (PreparedStatement next = connection.prepareStatement(NEXT)) {
            next.setLong(1, below);
            try (ResultSet row = next.executeQuery()) {
                while (row.next()) {
                    AccountAtWork state = AccountRows.state(AccountName.parse(row.getString("name")), row);
                    if (!held.containsKey(state.balance().account())) {
                        holdRead(state);
                    }
                    below = state.id();
                    read++;
                }
            }
        }
        if (read < SLICE) {
            below = 0;
        }
    }

    /** Reads ahead from the newest account on. */
    public void beginCold() {
        below = Long.MAX_VALUE;
    }

    /** Reads nothing ahead any more. */
    public void leaveCold() {
        below = 0;
    }

    /** Takes over what a batch made of its accounts; its commit must be on its way. */
    public void moveOn(Draft draft) {
        for (AccountAtWork state : draft.changed()) {
            AccountAtWork moved = state.stored(draft.number(state));
            @Nullable HeldAccount account = held.get(moved.balance().account());
            if (account == null) {
                hold(moved);
                continue;
            }
            boolean laggedBefore = account.state().lags();
            account.moveTo(moved);
            if (moved.lags() && !laggedBefore) {
                lagging.add(account);
            }
        }
    }

    /** How many rows are behind, about: of forgotten accounts some are counted still. */
    public int lagging() {
        return lagging.size();
    }

    /**
     * The next accounts whose rows are behind, as they stand; from now on their rows count as up to date.
     *
     * @param busy numbers of accounts whose rows are to be left alone for now
     */
    List<AccountAtWork> takeLagging(int count, LongPredicate busy) {
        return lagging.take(count, busy);
    }

    /** Trusts no account any more that one of these commands declared. */
    public void forget(Collection<Ticket<?>> batch) {
        for (Ticket<?> ticket : batch) {
            ticket.needs().accounts().forEach(this::forget);
        }
    }

    /** Rows that were taken and did not follow after all. */
    public void stillLag(Collection<AccountAtWork> states) {
        for (AccountAtWork state : states) {
            @Nullable HeldAccount account = held.get(state.balance().account());
            if (account != null) {
                account.moveTo(account.state().behind(state.rowSequence()));
                lagging.add(account);
            }
        }
    }

    /** True when so many rows are behind that as many must follow as are moved. */
    boolean lagsFar() {
        return lagging.size() > Math.min(most / 2, MOST_BEHIND);
    }

    /** Trusts nothing any more, and reads nothing ahead. */
    public void forget() {
        held.clear();
        lagging.clear();
        below = 0;
        limitsInDoubt = true;
    }

    public int size() {
        return held.size();
    }
}
