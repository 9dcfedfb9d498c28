package io.stakebook.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.persistence.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

    private final TestDatabase database = TestDatabase.create();

    @Test
    void lastOfSeveral_isRead_whateverComesBefore() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);

            assertThat(numbers(connection, "select * from generate_series(1, 3)"))
                    .containsExactly(1, 2, 3);
            assertThat(numbers(
                            connection,
                            "select 'before'; lock table writer_gate in share mode; select from pg_class; select 4"))
                    .containsExactly(4);
            assertThat(numbers(connection, "select 5; select 6 where false")).isEmpty();
        }
    }

    @Test
    void lastThatGivesNoRows_isAMistake() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);

            assertThatThrownBy(() -> numbers(connection, "select 1; lock table writer_gate in share mode"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("gives no rows");
        }
    }

    private static List<Integer> numbers(Connection connection, String sql) throws SQLException {
        return Rows.readLast(connection, sql, none -> {}, row -> row.getInt(1));
    }
}
