package io.stakebook.core.logkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.proof.note.VerifierKey;
import org.junit.jupiter.api.Test;

class AddLogKeyTest {

    private static final VerifierKey SIGNING = VerifierKey.ofEd25519("stakebook.example/main", new byte[32]);

    @Test
    void aKeyUnderAnotherName_isRefusedWithBothNames() {
        assertThatThrownBy(() -> new AddLogKey(SIGNING.withName("elsewhere.example/log"), "opa", SIGNING, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stakebook.example/main")
                .hasMessageContaining("elsewhere.example/log");
    }

    @Test
    void bothKeysAreNeeded_soThatTwoOperatorsCannotTellOfTheFirstKeyTwice() {
        VerifierKey other = VerifierKey.ofEd25519(SIGNING.name(), new byte[] {
            1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
        });

        assertThat(new AddLogKey(other, "opa", SIGNING, 0).needs().records())
                .containsExactlyInAnyOrder(LogKey.record(SIGNING), LogKey.record(other));
    }
}
