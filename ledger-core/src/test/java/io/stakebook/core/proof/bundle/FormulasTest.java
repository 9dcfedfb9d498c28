package io.stakebook.core.proof.bundle;

import static io.stakebook.core.proof.bundle.BundleFormat.ONE;
import static io.stakebook.core.proof.bundle.BundleFormat.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulasTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "@x",
                "+49",
                "-cmd",
                "'=1+1",
                "\uFF1D1+1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF201",
                " =1+1",
                "\"=1+1\"",
                "1;=1+1",
                "a; \"=1+1",
                ";-1"
            })
    void text_thatASpreadsheetWouldRun_isGivenAnApostrophe(String text) {
        assertThat(Formulas.defused(text, TWO)).isNotEqualTo(text).hasSize(text.length() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "-1.50", "0", "a=b", "a -b", "it's; fine", "2026-03-01", "Client omnibus, hot"})
    void text_thatNoSpreadsheetRuns_staysAsItIs(String text) {
        assertThat(Formulas.defused(text, TWO)).isEqualTo(text);
        assertThat(Formulas.defused(text, ONE)).isEqualTo(text);
    }

    @Test
    void apostrophe_standsBeforeTheSign() {
        assertThat(Formulas.defused("=1;=2", TWO)).isEqualTo("'=1;'=2");
        assertThat(Formulas.defused(" \"=1", TWO)).isEqualTo(" \"'=1");
    }

    @Test
    void format1_guardsTheFirstCharacterOnly() {
        assertThat(Stream.of("=1+1", "@x", "+49", "-cmd", "-1", "'=1", "\uFF1D1", " =1", "1;=1")
                        .map(text -> Formulas.defused(text, ONE)))
                .containsExactly("'=1+1", "'@x", "'+49", "'-cmd", "-1", "'=1", "\uFF1D1", " =1", "1;=1");
    }

    @Property
    void text_isHadBack_byTakingTheApostrophesAway(@ForAll("texts") String text) {
        assertThat(withoutApostrophes(Formulas.defused(text, TWO))).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("=+-@'; \"\uFF1Da1.").ofMaxLength(12);
    }

    /** What the format's page tells a reader to do. */
    private static String withoutApostrophes(String cell) {
        return Stream.of(cell.split(";", -1))
                .map(part -> part.replaceFirst("^([ \"]*)'", "$1"))
                .collect(Collectors.joining(";"));
    }
}
