package io.stakebook.api.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.http.json.JsonText;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeOfTheLedger_hasAStatusOfItsOwn(ErrorCode code) {
        assertThat(ErrorStatus.listed(code))
                .as("a row for %s in ErrorStatus", code)
                .isTrue();
    }

    @Test
    void problem_ofALedgerException_carriesCodeNumbersAndTrace() {
        Rejected reason = new Rejected(
                ErrorCode.INSUFFICIENT_BALANCE, "5 are there, 7 are needed", Map.of("needed", "7", "available", "5"));

        String json = Problem.of(reason, "/v1/subscriptions", "4bf92f3577b34da6a3ce929d0e0e4736")
                .toJson();

        assertThat(json)
                .isEqualTo("{\"type\":\"https://stakebook.io/problems/insufficient-balance\","
                        + "\"title\":\"Insufficient balance\",\"status\":422,\"detail\":\"5 are there, 7 are needed\","
                        + "\"instance\":\"/v1/subscriptions\",\"code\":\"INSUFFICIENT_BALANCE\","
                        + "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"available\":\"5\",\"needed\":\"7\"}");
    }

    @Test
    void text_withQuotesAndControls_staysOneJsonString() {
        assertThat(JsonText.object(json -> json.text("a", "\"\\\n\u0001\u2028é")))
                .isEqualTo("{\"a\":\"\\\"\\\\\\n\\u0001\\u2028é\"}");
    }
}
