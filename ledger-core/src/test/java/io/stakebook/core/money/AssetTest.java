package io.stakebook.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stakebook.core.error.Rejected;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetTest {

    private static final Asset CENT = new Asset(new AssetCode("USD"), 2, "US dollar");

    /** Length and form come before the sign, so that a refusal names what is wrong. */
    @ParameterizedTest
    @CsvSource({
        "-abc, AMOUNT_MALFORMED",
        "-, AMOUNT_MALFORMED",
        "--1, AMOUNT_MALFORMED",
        "+1, AMOUNT_MALFORMED",
        "1., AMOUNT_MALFORMED",
        "-0.001, AMOUNT_TOO_PRECISE",
        "-1, AMOUNT_NOT_POSITIVE",
        "-0, AMOUNT_NOT_POSITIVE",
        "0.00, AMOUNT_NOT_POSITIVE"
    })
    void text_thatIsNoPositiveAmount_isRefusedForWhatIsWrong(String text, String code) {
        assertThat(refused(text).code()).hasToString(code);
    }

    @Test
    void refusal_showsTheBeginningOfALongText_whateverItBeginsWith() {
        for (String sign : new String[] {"", "-"}) {
            Rejected refused = refused(sign + "9".repeat(1_000_000));

            assertThat(refused.code()).hasToString("AMOUNT_TOO_LARGE");
            assertThat(refused.detail()).hasSizeLessThan(200);
            assertThat(String.valueOf(refused.members().get("value"))).hasSizeLessThan(100);
        }
    }

    @Test
    void bound_mayHaveAMinus() {
        assertThat(CENT.parseSigned("-1.5")).isEqualTo(BigInteger.valueOf(-150));
        assertThat(CENT.parseSigned("-0")).isZero();
        assertThat(CENT.parsePositive("1.5").units()).isEqualTo(BigInteger.valueOf(150));
    }

    private static Rejected refused(String text) {
        return catchThrowableOfType(Rejected.class, () -> CENT.parsePositive(text));
    }
}
