package io.stakebook.core.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ReopeningId;
import io.stakebook.core.period.PeriodId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReopeningTest {

    private static RequestReopening wish(String reason) {
        return new RequestReopening(
                new ReopeningId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L)),
                PeriodId.parse("2026-01"),
                "fin-1",
                reason);
    }

    /** Taken now, it would make every approval fail: the event of the approval tells it. */
    @ParameterizedTest
    @ValueSource(strings = {"line one\nline two", "nul \0", "cafe\u0301", "\ud800", " "})
    void reasonThatNoEventCanHold_isRefusedWhenItIsGiven(String reason) {
        assertThatThrownBy(() -> wish(reason)).isInstanceOfSatisfying(Rejected.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.FIELD_INVALID);
            assertThat(refused.members()).containsEntry("field", "reason");
        });
    }

    @Test
    void reasonInOneLine_isTaken() {
        assertThat(wish("an invoice was missed, see caf\u00e9 \u2116 7").reason())
                .startsWith("an invoice");
    }
}
