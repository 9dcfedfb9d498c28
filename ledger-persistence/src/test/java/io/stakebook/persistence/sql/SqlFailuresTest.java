package io.stakebook.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailuresTest {

    @Test
    void poolWithoutConnection_saysToAskAgainLater() {
        RuntimeException failure = SqlFailures.of(new SQLException("Error in allocating a connection"));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        unavailable -> assertThat(unavailable.code()).isEqualTo(ErrorCode.OVERLOADED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"08006", "25006", "25P03", "25P04", "28P01", "3D000", "40001", "53300", "55P03", "57P01", "58030"
            })
    void stateThatPasses_saysToAskAgainLater(String state) {
        assertThat(SqlFailures.of(new SQLException("planted", state))).isInstanceOf(LedgerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "22012", "23514"})
    void mistakeOfOurs_isNotCalledPassing(String state) {
        assertThat(SqlFailures.of(new SQLException("planted", state)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(state);
    }
}
