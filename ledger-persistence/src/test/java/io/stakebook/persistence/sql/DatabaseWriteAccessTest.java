package io.stakebook.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.posting.WriteAccess;
import io.stakebook.persistence.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class DatabaseWriteAccessTest {

    @Test
    void database_setToReadOnly_refusesWritesAndSaysWhy_untilItIsSetBack() {
        TestDatabase database = TestDatabase.createEmpty();
        WriteAccess writes = new DatabaseWriteAccess(database.dataSource());
        assertThat(writes.refusal()).isEmpty();

        database.execute("alter database " + database.name() + " set default_transaction_read_only = on");

        assertThat(writes.refusal())
                .hasValue(new WriteAccess.Refusal(
                        WriteAccess.READ_ONLY,
                        "the database takes no writes: it is set to read-only (default_transaction_read_only)"));
        database.execute(
                "set default_transaction_read_only = off",
                "alter database " + database.name() + " reset default_transaction_read_only");
        assertThat(writes.refusal()).isEmpty();
    }
}
