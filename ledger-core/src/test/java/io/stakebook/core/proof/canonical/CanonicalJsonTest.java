package io.stakebook.core.proof.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.proof.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    private static final int LIMIT = 1 << 16;

    @Test
    void object_isWritten_sortedAndWithoutSpace() {
        CanonicalObject object = CanonicalObject.builder()
                .put("b", -7)
                .put("a", "quote \" slash \\ € 😀 \u007f")
                .put("c", CanonicalArray.of(List.of(new CanonicalBoolean(true), new CanonicalInteger(0))))
                .put("_", CanonicalObject.builder().build())
                .build();

        assertThat(new String(object.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"_\":{},\"a\":\"quote \\\" slash \\\\ € 😀 \u007f\",\"b\":-7,\"c\":[true,0]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {"a":1,"a":1}~given twice at byte 7
            {"b":1,"a":1}~out of order
            { "a":1}~expected at byte 1
            {"a": 1}~value expected at byte 5
            {"A":1}~member name
            {"":1}~member name
            {"a":1.0}~fractions
            {"a":1e3}~fractions
            {"a":01}~leading zero
            {"a":-0}~negative zero
            {"a":-}~digit expected
            {"a":+1}~value expected
            {"a":9007199254740992}~outside
            {"a":99999999999999999999}~outside
            {"a":null}~null is not allowed
            {"a":NaN}~value expected
            {"a":tru}~true expected
            {"a":"\\u0041"}~only
            {"a":"\\n"}~only
            {"a":"\\/"}~only
            {"a":"x}~ends too early
            {"a":1~ends too early
            {"a":1,}~expected at byte 7
            [1,]~value expected
            [1 ,2]~',' or ']'
            {"a":"e\u0301"}~normalisation form C
            {"a":"x\u2028"}~separator
            {"a":"x\uFFFE"}~noncharacter
            {"a":"\t"}~control character
            """)
    void json_inAnyOtherForm_isRefusedWithReason(String json, String reason) {
        assertThatThrownBy(() -> CanonicalJson.read(json.strip().getBytes(StandardCharsets.UTF_8), LIMIT))
                .as(json)
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(reason);
    }

    @Test
    void json_withTrailingSpace_isRefused() {
        assertThatThrownBy(() -> CanonicalJson.read("{} ".getBytes(StandardCharsets.UTF_8), LIMIT))
                .hasMessageContaining("after its value at byte 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF{}", "\""})
    void json_thatIsNoValue_isRefused(String json) {
        assertThatThrownBy(() -> CanonicalJson.read(json.getBytes(StandardCharsets.UTF_8), LIMIT))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void json_inBrokenUtf8_isRefused() {
        byte[] overlong = {'"', (byte) 0xC0, (byte) 0x80, '"'};
        byte[] surrogate = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};

        assertThatThrownBy(() -> CanonicalJson.read(overlong, LIMIT)).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> CanonicalJson.read(surrogate, LIMIT)).hasMessageContaining("UTF-8");
    }

    @Test
    void json_nestedTooDeep_isRefusedWithoutOverflow() {
        byte[] deep = "[".repeat(60_000).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> CanonicalJson.read(deep, LIMIT)).hasMessageContaining("nested deeper than 16");
    }

    @Test
    void json_longerThanAllowed_isRefused() {
        assertThatThrownBy(() -> CanonicalJson.read("\"abcdef\"".getBytes(StandardCharsets.UTF_8), 7))
                .hasMessageContaining("8 bytes");
    }

    @Test
    void text_withLoneSurrogate_cannotBeMade() {
        assertThatThrownBy(() -> new CanonicalText("x\uD800")).hasMessageContaining("lone surrogate");
        assertThatThrownBy(() -> new CanonicalText("\uDC00\uD800")).hasMessageContaining("lone surrogate");
    }

    @Test
    void text_withALongRunOfCombiningMarks_cannotBeMade() {
        String marks = "\u0301".repeat(CanonicalText.MOST_MARKS);

        assertThat(new CanonicalText("x" + marks + "x" + marks).value()).hasSize(66);
        assertThatThrownBy(() -> new CanonicalText("x" + marks + "\u0301"))
                .hasMessageContaining("more than 32 combining marks in a row at index 33");
        assertThatThrownBy(() -> new CanonicalText("x" + "\u20DD".repeat(20) + "\u0903".repeat(20)))
                .hasMessageContaining("combining marks");
    }

    @Test
    void text_withAnUnassignedCodePoint_isReadButNotTakenIn() {
        String later = "x\u0378";

        assertThat(new CanonicalText(later).value()).isEqualTo(later);
        assertThatThrownBy(() -> CanonicalText.takenIn(later))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("unassigned code point U+0378 at index 1");
        assertThatThrownBy(() -> CanonicalText.takenIn("\uD9BF\uDFFD")).hasMessageContaining("unassigned");
        assertThat(CanonicalText.takenIn("naïve 😀 質").value()).isEqualTo("naïve 😀 質");
    }

    @Property(tries = 500)
    void value_writtenAndRead_isTheSame(@ForAll("values") CanonicalValue value) {
        assertThat(CanonicalJson.read(value.toBytes(), 1 << 24)).isEqualTo(value);
    }

    @Property(tries = 1000)
    void bytes_thatAreRead_areTheOnlyBytesOfTheirValue(@ForAll("values") CanonicalValue value, @ForAll int where) {
        byte[] bytes = value.toBytes();
        bytes[Math.floorMod(where, bytes.length)] ^= (byte) (1 << Math.floorMod(where / 7, 8));
        CanonicalValue read;
        try {
            read = CanonicalJson.read(bytes, 1 << 24);
        } catch (Malformed refused) {
            return;
        }
        assertThat(read.toBytes()).isEqualTo(bytes);
        assertThat(read).isNotEqualTo(value);
    }

    @Provide
    Arbitrary<CanonicalValue> values() {
        Arbitrary<CanonicalValue> scalars = Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(-CanonicalInteger.LIMIT, CanonicalInteger.LIMIT)
                        .map(CanonicalInteger::new),
                Arbitraries.of(true, false).map(CanonicalBoolean::new),
                Arbitraries.strings()
                        .withChars("aZ09 \"\\/{}[]:,é€\u007f")
                        .ofMaxLength(12)
                        .map(CanonicalText::new));
        return Arbitraries.lazyOf(
                () -> scalars,
                () -> scalars,
                () -> values().list().ofMaxSize(3).map(CanonicalArray::of),
                () -> Arbitraries.maps(
                                Arbitraries.strings()
                                        .withChars("ab_9")
                                        .ofMinLength(1)
                                        .ofMaxLength(3),
                                scalars)
                        .ofMaxSize(4)
                        .map(members -> {
                            CanonicalObject.Builder object = CanonicalObject.builder();
                            members.forEach(object::put);
                            return object.build();
                        }));
    }
}
