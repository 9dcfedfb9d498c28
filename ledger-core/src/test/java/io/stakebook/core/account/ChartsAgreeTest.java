package io.stakebook.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.proof.leaf.ChartCode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
}
