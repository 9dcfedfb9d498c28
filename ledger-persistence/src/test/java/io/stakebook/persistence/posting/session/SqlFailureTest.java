package io.stakebook.persistence.posting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "25006", "25P03", "25P04", "28P01", "3D000", "53300", "57P01", "58030"})
    void sessionThatEnded_isTriedAgain_andMayHaveCommitted(String state) {
        SQLException failure = new SQLException("planted", state);

        assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.CONNECTION);
        assertThat(SqlFailure.surelyUndone(failure)).isFalse();
    }

    @Test
    void rule_ofTheBookThatWouldBreak_isPermanent() {
        assertThat(SqlFailure.of(new SQLException("planted", "23514"))).isEqualTo(SqlFailure.PERMANENT);
    }
}
