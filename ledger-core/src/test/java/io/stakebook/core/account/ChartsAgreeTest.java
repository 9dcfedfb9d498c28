package io.stakebook.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.proof.leaf.ChartCode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChartsAgreeTest {

    /** The proof package keeps a chart of its own; an account missing there could be posted to and never published. */
    @Test
    void chartOfTheBook_andChartOfTheProofFormat_haveTheSameCodesAndTypes() {
        Map<String, String> book = Stream.of(ChartAccount.values())
                .collect(Collectors.toMap(
                        a -> String.valueOf(a.code()), a -> a.type().name(), (a, b) -> a, TreeMap::new));
        Map<String, String> proof = ChartCode.codes().stream()
                .collect(Collectors.toMap(
                        code -> code, code -> ChartCode.of(code).type().name(), (a, b) -> a, TreeMap::new));

        assertThat(proof).isEqualTo(book);
    }

    /** Derived files show the titles, and what a bundle format renders never changes. */
    @ParameterizedTest
    @EnumSource
    void title_isTheSameInBoth_andOfWordsOnly(ChartAccount account) {
        String title = ChartCode.of(String.valueOf(account.code())).title();

        assertThat(title).as("another title is another bundle format").isEqualTo(account.title());
        assertThat(title)
                .as("no mark that hledger, ledger or a spreadsheet acts on")
                .matches("[A-Z][A-Za-z ,-]*");
    }
}
