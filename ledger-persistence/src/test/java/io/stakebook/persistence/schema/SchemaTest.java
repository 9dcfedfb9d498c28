package io.stakebook.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.Corrupt;
import io.stakebook.persistence.posting.engine.GroupCommitEngine;
import io.stakebook.persistence.testing.Interrupted;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.persistence.testing.TestEngine;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {

    private static final String NEWER =
            "insert into flyway_schema_history select installed_rank + 1, '999', 'to come', type,"
                    + " 'V999__to_come.sql', 0, installed_by, installed_on, execution_time, success"
                    + " from flyway_schema_history order by installed_rank desc limit 1";

    private static TestDatabase database;

    @BeforeAll
    static void writeSomething() {
        database = TestDatabase.create();
        try (GroupCommitEngine engine = TestEngine.start(database.dataSource())) {
            TestEngine.run(
                    engine,
                    TestEngine.key("seed"),
                    TestEngine.posting(TestBook.deposit(TestBook.customer(), 10, Instant.EPOCH)));
        }
    }

    @Test
    void migration_runAgain_changesNothing() {
        String version = new SchemaMigrator(database.dataSource()).migrate();

        assertThat(version).isEqualTo(new SchemaMigrator(database.dataSource()).migrate());
    }

    @Test
    void schemaThatANewerVersionMigrated_startsNoNode_andIsLeftAsItIs() {
        TestDatabase migrated = TestDatabase.create();
        String known = new SchemaMigrator(migrated.dataSource()).migrate();
        // The last migration is still to come for this version, and another came after it.
        migrated.execute("update flyway_schema_history set version = '999', description = 'to come',"
                + " script = 'V999__to_come.sql' where version = '" + known + "'");

        for (int start = 0; start < 2; start++) {
            assertThatThrownBy(() -> new SchemaMigrator(migrated.dataSource()).migrate())
                    .isInstanceOf(Corrupt.class)
                    .hasMessageContaining(
                            "a newer Stakebook has migrated this database to schema V999, this one knows V" + known
                                    + " and does not start on it");
        }
        assertThat(migrated.number("select count(*) from flyway_schema_history where version = '" + known + "'"))
                .as("migrations of our own, done in spite of it")
                .isZero();
    }

    @Test
    void schemaThatANewerVersionMigrated_isServedAsFarAsTheOperatorSaysThatItFits() {
        TestDatabase migrated = TestDatabase.create();
        String known = new SchemaMigrator(migrated.dataSource()).migrate();
        migrated.execute(NEWER);

        assertThat(new SchemaMigrator(migrated.dataSource(), 999).migrate()).isEqualTo(known);
        assertThat(new SchemaWatch(known, migrated.dataSource()).newer()).contains("999");
        assertThatThrownBy(() -> new SchemaMigrator(migrated.dataSource(), 998).migrate())
                .isInstanceOf(Corrupt.class)
                .hasMessageContaining("to schema V999");
    }

    @Test
    void schemaThatANewerVersionMigratesWhileThisOneWaitsForItsTurn_startsNoNode() {
        TestDatabase migrated = TestDatabase.create();
        AtomicBoolean newerWasFirst = new AtomicBoolean();
        DataSource waiting = new Interrupted(migrated, (session, query) -> {
            if (query.contains("pg_try_advisory_") && !newerWasFirst.getAndSet(true)) {
                migrated.execute(NEWER);
            }
        });

        assertThatThrownBy(() -> new SchemaMigrator(waiting).migrate())
                .isInstanceOf(Corrupt.class)
                .hasMessageContaining("to schema V999");
        assertThat(newerWasFirst).isTrue();
    }

    @Test
    void questionsThatReadEveryRow_areAskedOnce_andNotAtEveryStart() {
        TestDatabase broken = TestDatabase.create();
        broken.execute(
                "insert into pending_event (entries) values (array['00000000-0000-0000-0000-000000000001'::uuid])");
        new SchemaMigrator(broken.dataSource()).migrate();

        broken.execute("delete from flyway_schema_history where version::int >= 32;"
                + " drop index account_of_house, reservation_open, event_log_beside_entries;"
                + " alter table pending_event drop constraint pending_event_named_or_told,"
                + " drop constraint pending_event_few_names, drop column entries cascade, add column entry_id uuid;"
                + " update pending_event set entry_id = '00000000-0000-0000-0000-000000000001', owner = 'house',"
                + " type = 't', body = '';"
                + " create table event_owner (owner text primary key, owner_seq bigint, leaf_hash bytea)");
        for (int start = 0; start < 2; start++) {
            assertThatThrownBy(() -> new SchemaMigrator(broken.dataSource()).migrate())
                    .isInstanceOf(Corrupt.class)
                    .hasMessageContaining("entry 00000000-0000-0000-0000-000000000001 waits and is not in the book");
        }
        assertThat(broken.number("select count(*) from flyway_schema_history where version = '32'"))
                .isZero();
    }

    @Test
    void check_afterATriggerWasDropped_stopsTheStart() {
        TestDatabase broken = TestDatabase.create();
        broken.execute("drop trigger posting_immutable on posting");

        assertThatThrownBy(() -> new SchemaMigrator(broken.dataSource()).migrate())
                .isInstanceOf(Corrupt.class)
                .hasMessageContaining("table posting lacks trigger posting_immutable");
    }

    @ParameterizedTest
    @CsvSource({
        "journal_entry, memo = 'x'",
        "posting, units = units + 1",
        "idempotency, body = 'x'",
        "account, chart = 1",
        "policy_decision, reason = 'x'",
        "event_log, type = 'x'",
        "accrual_line, basis = 'x'",
        "product_terms, tiers = tiers"
    })
    void appendOnlyTable_refusesEveryChange(String table, String change) {
        assertRefused("update " + table + " set " + change, "UPDATE");
        assertRefused("delete from " + table, "DELETE");
        assertRefused("truncate " + table, "TRUNCATE");
    }

    private static void assertRefused(String sql, String operation) {
        assertThatThrownBy(() -> database.execute(sql)).hasMessageContaining("is append-only: " + operation);
    }

    @Test
    void statement_thatDoesNotBalance_isRefusedByTheDatabase() {
        assertThatThrownBy(() -> database.execute("""
                        insert into posting (account_id, account_seq, entry_id, leg, asset_id, debit, units, debits_after,
                            credits_after, effective_at)
                        values (1, 100, '00000000-0000-0000-0000-000000000001', 1, 3, true, 5, 5, 0, now()),
                               (2, 100, '00000000-0000-0000-0000-000000000001', 2, 3, false, 4, 0, 4, now())
                        """))
                .hasMessageContaining("does not balance in asset 3: debits less credits are 1");
    }

    @Test
    void flooredBalance_belowZeroOnceReservationsCount_isRefusedByTheDatabase() {
        assertThatThrownBy(() -> database.execute(
                        "update balance set pending_debits = credits - debits + 1 where not debit_normal"))
                .hasMessageContaining("balance_floor");
    }

    @Test
    void flooredBalance_belowZero_isRefusedByTheDatabase() {
        assertThatThrownBy(() -> database.execute("update balance set debits = credits + 1 where not debit_normal"))
                .hasMessageContaining("balance_floor");
    }

    @Test
    void posting_thatLeavesLessThanTheMinimumItStates_isRefusedByTheDatabase() {
        for (String floor : List.of("debit_floor", "credit_floor")) {
            assertThatThrownBy(() -> database.execute("""
                            insert into posting (account_id, account_seq, entry_id, leg, asset_id, debit, units, debits_after,
                                credits_after, pending_debits_after, pending_credits_after, effective_at, %s)
                            values (1, 100, '00000000-0000-0000-0000-000000000001', 1, 3, true, 5, 9, 9, 1, 1, now(), 0),
                                   (2, 100, '00000000-0000-0000-0000-000000000001', 2, 3, false, 5, 0, 5, 0, 0, now(), null)
                            """.formatted(floor))).hasMessageContaining("posting_" + floor);
        }
    }

    @Test
    void accountSequence_usedTwice_isRefusedByTheDatabase() {
        assertThatThrownBy(() -> database.execute("""
                        insert into posting (account_id, account_seq, entry_id, leg, asset_id, debit, units, debits_after,
                            credits_after, effective_at)
                        select account_id, account_seq, entry_id, leg, asset_id, debit, units, debits_after, credits_after,
                               effective_at
                          from posting
                        """)).hasMessageContaining("posting_pkey");
    }
}
