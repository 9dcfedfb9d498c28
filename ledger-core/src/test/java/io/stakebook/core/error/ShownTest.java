package io.stakebook.core.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.Commission;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShownTest {

    private static final String SMILES = "\uD83D\uDE00".repeat(200);

    @Test
    void text_isShownWholeOrCutWithAnEllipsis() {
        assertThat(Shown.of("", 3)).isEmpty();
        assertThat(Shown.of("abc", 3)).isEqualTo("abc");
        assertThat(Shown.of("abcd", 3)).isEqualTo("abc…");
    }

    @Test
    void pairOfSurrogates_isNotCutInTwo() {
        assertThat(Shown.of(SMILES, 3)).isEqualTo("\uD83D\uDE00…");
        assertThat(Shown.of(SMILES, 4)).isEqualTo("\uD83D\uDE00\uD83D\uDE00…");
    }

    static Stream<ThrowingCallable> refusals() {
        return Stream.of("", "a")
                .map(before -> before + SMILES)
                .flatMap(text -> Stream.of(
                        () -> CustomerId.parse(text),
                        () -> new AssetCode(text),
                        () -> PeriodId.parse(text),
                        () -> Apr.parse(text),
                        () -> Commission.parse(text)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalThatShowsALongText_canBeWritten(ThrowingCallable refusal) {
        assertThatThrownBy(refusal)
                .isInstanceOf(LedgerException.class)
                .satisfies(refused -> assertThat(
                                StandardCharsets.UTF_8.newEncoder().canEncode(refused.getMessage()))
                        .as(refused.getMessage())
                        .isTrue());
    }
}
