package io.stakebook.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stakebook.core.error.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "K\u00E4ufe \u8CEA\u62BC \u2013 \uD83D\uDE00",
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", // Persian needs the non-joiner
                "\u0DC1\u0DCA\u200D\u0DBB\u0DD3", // Sinhala the joiner
                "\u2764\uFE0F", // a red heart the selector
                "\uD83D\uDC69\u200D\uD83D\uDE80", // and an astronaut both
                "\u0601\u0661", // an Arabic sign above a number
                "f\u00FCr\u00A0100"
            })
    void text_ofAnyLanguage_isTakenIn(String text) {
        assertThatCode(() -> FreeText.require("memo", text)).doesNotThrowAnyException();
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
        assertThatThrownBy(() -> FreeText.require("note", "x\uFDD0"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("field \"note\" cannot be written: string holds the noncharacter U+FDD0");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x7F, 0x85, 0xAD, 0x34F, 0x115F, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x202A, 0x202E, 0x2060, 0x2066,
                0x3164, 0xE000, 0xFE0F, 0xFEFF, 0xFFA0, 0xE0041, 0xE0100
            })
    void character_thatNobodySees_isNamedWithFieldAndPlace(int codePoint) {
        Rejected refused = catchThrowableOfType(
                Rejected.class, () -> FreeText.require("memo", "\uD83D\uDE00 a" + Character.toString(codePoint) + "b"));

        String named = String.format("U+%04X", codePoint);
        assertThat(refused)
                .hasMessage(
                        "field \"memo\" has no characters that are not seen or turn the direction of others; this has "
                                + named + " as character 4");
        assertThat(refused.members()).containsEntry("field", "memo").containsEntry("codePoint", named);
    }

    @Test
    void joiners_inARow_areRefused() {
        assertThatThrownBy(() -> FreeText.require("memo", "\u0645\u200C\u200C\u062E"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("U+200C as character 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0\u3000", "\u2800"})
    void text_thatIsAllBlank_isRefused(String blank) {
        assertThatThrownBy(() -> FreeText.require("memo", blank))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("not all blank");
    }

    @Test
    void length_isCountedInCodePoints() {
        String longest = "\uD83D\uDE00".repeat(FreeText.MAX);

        assertThatCode(() -> FreeText.require("memo", longest)).doesNotThrowAnyException();
        assertThatThrownBy(() -> FreeText.require("memo", longest + "x"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("1 to 500 characters", "this has 501");
    }
}
