package io.stakebook.policy.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.policy.PolicyException.InvalidJson;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void values_of_every_kind_are_read() {
        assertThat(JsonReader.readObject(" {\"a\":[1,-2.5e3,true,false,null,\"x\\u00e9\\n\\ud83d\\ude00\"],\"b\":{}} "))
                .hasToString("{a=[1, -2.5E+3, true, false, null, xé\n😀], b={}}");
        assertThat(JsonReader.read("0")).isEqualTo(BigDecimal.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":1",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "[1,]",
                "01",
                "1.",
                ".5",
                "+1",
                "nul",
                "tru",
                "\"\u0001\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u00\u0664\u0661\"",
                "\"\\u\uff10\uff10\uff14\uff11\"",
                "\"\\ud800\"",
                "\"open",
                "{a:1}",
                "{\"a\" 1}",
                "1 2",
                "NaN",
                "'a'",
                "1e999999999999",
                "//",
                "\u00a01"
            })
    void text_that_is_no_json_is_refused_with_its_place(String text) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(InvalidJson.class)
                .hasMessageContaining("At character");
    }

    @Test
    void nesting_and_size_are_bounded() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000))).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> JsonReader.read("1".repeat(100))).hasMessageContaining("at most 60");
        assertThatThrownBy(() -> JsonReader.read("1".repeat(1_000_001))).hasMessageContaining("longer than");
        assertThatThrownBy(() -> JsonReader.readObject("[]")).hasMessageContaining("An object");
    }

    @Property
    void any_string_written_reads_back_unless_it_was_no_text(@ForAll String text) {
        String written = JsonWriter.write(List.of(text));
        boolean wellFormed = new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8)
                .equals(text);
        if (wellFormed) {
            assertThat(JsonReader.read(written)).isEqualTo(List.of(text));
        } else {
            assertThatThrownBy(() -> JsonReader.read(written)).isInstanceOf(InvalidJson.class);
        }
    }
}
