package io.stakebook.core.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementTest {

    private static ReconciliationDesk.Upload upload(String provider) {
        return new ReconciliationDesk.Upload(provider, Optional.empty(), Optional.empty(), Tolerance.ROUNDING, "fay");
    }

    /** The event of a statement tells its provider. */
    @ParameterizedTest
    @ValueSource(strings = {"cafe\u0301", "a\u2028b", "a\u0085b", "a\nb", "\udc00", " ", ""})
    void providerThatNoEventCanHold_isRefused(String provider) {
        assertThatThrownBy(() -> upload(provider)).isInstanceOfSatisfying(Rejected.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.FIELD_INVALID);
            assertThat(refused.members()).containsEntry("field", "provider");
        });
    }

    @Test
    void provider_inNormalForm_isTaken() {
        assertThat(upload("caf\u00e9 validators").provider()).hasSize(15);
    }
}
