package io.stakebook.api.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.model.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonSentenceTest {

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReason_hasOneSentence_withoutCodesAndThresholds(Reason reason) {
        assertThat(ReasonSentence.of(reason))
                .matches("[A-Z][^.]+\\.")
                .doesNotContainPattern("[A-Z]{2}|_|\\d")
                .doesNotContain("  ")
                .hasSizeLessThan(160);
    }

    @Test
    void noTwoReasons_sayTheSame() {
        assertThat(Arrays.stream(Reason.values()).map(ReasonSentence::of)).doesNotHaveDuplicates();
    }
}
