package io.stakebook.persistence.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.proof.leaf.ChartCode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The export format has its own copy of the chart of accounts; an account it lacks could never be posted to. */
class ChartAgreementTest {

    @ParameterizedTest
    @EnumSource
    void account_ofTheLedger_isInTheExportFormatWithItsType(ChartAccount account) {
        assertThat(ChartCode.of(Integer.toString(account.code())).type().name())
                .isEqualTo(account.type().name());
    }

    @Test
    void format_hasNoAccountOfItsOwn() {
        assertThat(ChartCode.codes())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ChartAccount.values())
                        .map(account -> Integer.toString(account.code()))
                        .toList());
    }
}
