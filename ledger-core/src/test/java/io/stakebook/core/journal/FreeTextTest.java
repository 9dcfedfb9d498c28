package io.stakebook.core.journal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.Rejected;
import org.junit.jupiter.api.Test;

class FreeTextTest {
    @Test
    void text_ofAnyLanguage_isTakenIn() {
        assertThatCode(() -> FreeText.require("memo", "Käufe 質押 – 😀")).doesNotThrowAnyException();
    }

    @Test
    void text_thatALaterReaderMightRefuse_isRefusedWithItsField() {
        assertThatThrownBy(() -> FreeText.require("memo", "x" + "\u0301".repeat(33)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("\"memo\" cannot be written", "more than 32 combining marks");
        assertThatThrownBy(() -> FreeText.require("reason", "x\u0378"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(
                        "field \"reason\" cannot be written: string holds the unassigned code point U+0378");
    }
}
