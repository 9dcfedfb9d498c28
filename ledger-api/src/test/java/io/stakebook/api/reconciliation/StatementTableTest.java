package io.stakebook.api.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.api.http.problem.RefusedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatementTableTest {

    @Test
    void statementInJson_isTheTableOfItsFile() {
        assertThat(table("""
                {"rewards":[{"date":"2026-03-01","product":"eth-flexible","asset":"ETH","reward":"1.5"}],
                 "totals":[{"product":"eth-flexible","asset":"ETH","sum":"1.5","rows":1}]}
                """))
                .containsExactly(
                        List.of("date", "product", "asset", "reward", "reference", "validator"),
                        List.of("2026-03-01", "eth-flexible", "ETH", "1.5", "", ""),
                        List.of("trailer", "eth-flexible", "ETH", "1.5", "1", ""));
    }

    @Test
    void rewardThatIsANumber_orMissing_isRefused() {
        assertThatThrownBy(() -> table("""
                {"rewards":[{"date":"2026-03-01","product":"eth-flexible","asset":"ETH","reward":1.5}]}
                """)).isInstanceOf(RefusedRequest.class);
        assertThatThrownBy(() -> table("{}")).isInstanceOf(RefusedRequest.class);
    }

    private static List<List<String>> table(String json) {
        return StatementTable.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
