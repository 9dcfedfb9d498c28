package io.stakebook.core.reconciliation;

import static io.stakebook.core.reconciliation.Fixtures.BITCOIN;
import static io.stakebook.core.reconciliation.Fixtures.BTC;
import static io.stakebook.core.reconciliation.Fixtures.DAY;
import static io.stakebook.core.reconciliation.Fixtures.ETH;
import static io.stakebook.core.reconciliation.Fixtures.ETHER;
import static io.stakebook.core.reconciliation.Fixtures.row;
import static io.stakebook.core.reconciliation.Fixtures.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.money.Assets;
import io.stakebook.core.reconciliation.file.StatementFile;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToleranceTest {

    private static final Assets ASSETS = new Assets(List.of(ETHER, BITCOIN));
    private static final StatementFile BOTH = new StatementFile(
            "0".repeat(64), List.of(row(2, ETH, DAY, 1, "r1"), row(3, ETH, DAY, 2, "r2"), row(4, BTC, DAY, 3, "r3")));

    @ParameterizedTest
    @CsvSource({
        "ETH:0.000000000000000005, 5",
        "ETH:0.001, 1000000000000000",
        "ETH:0, 0",
        "BTC:0.00000002, 2",
        "BTC:10000000, 1000000000000000"
    })
    void amountOfAnAsset_isReadInItsSmallestUnits(String text, long expected) {
        Tolerance read = Tolerance.parse(text, ASSETS);

        assertThat(read.unitsPerLine()).isEqualTo(units(expected));
        assertThat(read.assetOrNull()).hasToString(text.substring(0, 3));
    }

    @Test
    void nought_isNoneOfEveryAsset() {
        assertThat(Tolerance.parse("0", ASSETS)).isEqualTo(Tolerance.NONE);
    }

    /** A whole number alone was once taken for smallest units. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | a tolerance is 0, or an asset and an amount such as ETH:0.000000001, not \"5\"",
                "0.5 | a tolerance is 0, or an asset and an amount such as ETH:0.000000001, not \"0.5\"",
                "BTC:0.000000001 | a tolerance cannot be read: amount \"0.000000001\" of BTC has at most 8 decimals,"
                        + " this has 9",
                "ETH:1e-9 | a tolerance cannot be read: amount \"1e-9\" of ETH is digits with at most one decimal point,"
                        + " as a string",
                "XRP:1 | a tolerance cannot be read: asset \"XRP\" is not held here; known are [BTC, ETH]",
                "eth:1 | a tolerance cannot be read: an asset code is 2 to 12 capital letters and digits, not \"eth\"",
                "ETH:-1 | a tolerance of ETH is 0 to 0.001000000000000000 for each accrual line, not -1",
                "ETH:0.001000000000000001 | a tolerance of ETH is 0 to 0.001000000000000000 for each accrual line, not"
                        + " 0.001000000000000001"
            })
    void anythingElse_isRefused_withRuleAndValue(String text, String detail) {
        isRefused(() -> Tolerance.parse(text, ASSETS), detail);
    }

    @Test
    void amountOfOneAsset_isForAFileOfThatAssetAlone() {
        isRefused(
                () -> Tolerance.parse("ETH:0.001", ASSETS).requireFits(BOTH),
                "a tolerance of ETH is for a file of ETH alone; line 4 is of BTC");
        assertThatCode(() -> {
                    Tolerance.ROUNDING.requireFits(BOTH);
                    Tolerance.NONE.requireFits(BOTH);
                    Tolerance.parse("BTC:0.1", ASSETS)
                            .requireFits(new StatementFile("0".repeat(64), List.of(row(2, BTC, DAY, 1, "r1"))));
                })
                .doesNotThrowAnyException();
    }

    private static void isRefused(ThrowingCallable made, String detail) {
        assertThatThrownBy(made).isInstanceOfSatisfying(Rejected.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.FIELD_INVALID);
            assertThat(refused.members()).containsEntry("field", "tolerance");
            assertThat(refused.detail()).isEqualTo(detail);
        });
    }
}
