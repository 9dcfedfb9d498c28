package io.stakebook.persistence.posting.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.money.AssetCode;
import io.stakebook.persistence.posting.batch.AccountDirectory;
import io.stakebook.persistence.posting.batch.AccountState;
import io.stakebook.persistence.posting.batch.BatchLoader;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.Effects;
import io.stakebook.persistence.posting.batch.LockedAccounts;
import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches that move one balance, the second while the first is not yet committed. */
class BalanceFenceTest {

    private static final AccountName ACCOUNT = AccountName.house(ChartAccount.CLIENT_OMNIBUS_HOT, new AssetCode("ETH"));
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long NUMBER = 77;
    private static final long STORED = 5;

    private final TestDatabase database = TestDatabase.create();
    private Connection first;
    private Connection second;

    @BeforeEach
    void openABookWithOneBalance() throws SQLException {
        database.execute(
                "insert into account (account_id, name, chart, asset_id) values (" + NUMBER + ", '" + ACCOUNT + "', "
                        + ACCOUNT.chart().code() + ", 3)",
                "insert into balance (account_id, debits, credits, sequence, recorded_at, floored, debit_normal) values ("
                        + NUMBER + ", 5, 0, " + STORED + ", now(), true, true)");
        first = database.dataSource().getConnection();
        second = database.dataSource().getConnection();
        first.setAutoCommit(false);
        second.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        first.close();
        second.close();
    }

    @Test
    void theSameStepOfTwoWriters_waitsForTheFirst_andIsRefused() throws Exception {
        step(first, STORED, STORED + 1);
        CompletableFuture<Void> other = stepBeside(second, STORED, STORED + 1);

        assertThat(waits()).isTrue();
        first.commit();

        assertThatThrownBy(other::join).isInstanceOf(CompletionException.class).hasMessageContaining("posting_fence");
        second.rollback();
        assertThat(sequence()).isEqualTo(STORED + 1);
    }

    @Test
    void theSameStepOfTwoWriters_isTaken_whenTheFirstIsUndone() throws Exception {
        step(first, STORED, STORED + 1);
        CompletableFuture<Void> other = stepBeside(second, STORED, STORED + 1);

        assertThat(waits()).isTrue();
        first.rollback();
        other.get(10, TimeUnit.SECONDS);
        second.commit();

        assertThat(sequence()).isEqualTo(STORED + 1);
    }

    @Test
    void theNextStep_isRefused_whileTheOneBeforeItIsNotDurable() throws Exception {
        step(first, STORED, STORED + 1);

        assertThatThrownBy(() -> step(second, STORED + 1, STORED + 2)).hasMessageContaining("posting_fence");
        second.rollback();
        first.commit();
        step(second, STORED + 1, STORED + 2);
        second.commit();

        assertThat(sequence()).isEqualTo(STORED + 2);
    }

    @Test
    void aStepFromWhatNobodyWrote_isRefused() throws SQLException {
        assertThatThrownBy(() -> step(first, STORED + 1, STORED + 2)).hasMessageContaining("posting_fence");
        first.rollback();
        assertThat(sequence()).isEqualTo(STORED);
    }

    @Test
    void aStepFromAnOldBalance_isRefused() throws SQLException {
        step(first, STORED, STORED + 2);
        first.commit();

        assertThatThrownBy(() -> step(second, STORED, STORED + 1)).hasMessageContaining("posting_fence");
        second.rollback();
        assertThatThrownBy(() -> step(second, STORED + 1, STORED + 2)).hasMessageContaining("posting_fence");
        second.rollback();
        assertThat(sequence()).isEqualTo(STORED + 2);
    }

    private CompletableFuture<Void> stepBeside(Connection on, long from, long to) {
        return CompletableFuture.runAsync(() -> {
            try {
                step(on, from, to);
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** A batch that knows the account at one sequence and takes it to another. */
    private void step(Connection on, long from, long to) throws SQLException {
        AccountDirectory directory = new AccountDirectory();
        Balance after = new Balance(ACCOUNT, BigInteger.valueOf(to), BigInteger.ZERO, to);
        Draft draft = new Draft(
                List.of(),
                new BatchLoader(directory, Map.of()).load(on, List.of(), new LockedAccounts(directory)),
                new Effects(),
                List.of(new AccountState(NUMBER, after, from, 0, NOW, NOW)),
                Map.of(),
                List.of(),
                Map.of(),
                0);
        new BatchWriter(directory).writeBeside(on, draft, draft.changed());
    }

    private boolean waits() throws InterruptedException {
        for (int look = 0; look < 1_000; look++) {
            if (database.number("select count(*) from pg_stat_activity"
                            + " where datname = current_database() and wait_event_type = 'Lock'")
                    > 0) {
                return true;
            }
            Thread.sleep(10);
        }
        return false;
    }

    private long sequence() {
        return database.number("select sequence from balance where account_id = " + NUMBER);
    }
}
