package io.stakebook.api.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stakebook.api.http.problem.RefusedRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "\"a\"",
                "1",
                "null",
                "{",
                "{\"a\":1",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":.5}",
                "{\"a\":NaN}",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":\"line\nbreak\"}",
                "\uFEFF{}"
            })
    void text_thatIsNoJsonObject_isMalformed(String text) {
        RefusedRequest refused = catchThrowableOfType(RefusedRequest.class, () -> read(text));

        assertThat(refused.toProblem("/", "t").code()).isEqualTo("BODY_MALFORMED");
        assertThat(refused.toProblem("/", "t").detail()).doesNotContain("parsson", "Token", "jakarta");
    }

    @ParameterizedTest
    @CsvSource({
        "{'m':'ab\\ud800'}, /m, U+D800 as character 3",
        "{'x':{'n~':'\\udc00'}}, /x/n~0, U+DC00 as character 1",
        "{'x':['\\u0000']}, /x/0, U+0000 as character 1",
        "{'x':{'\\ud800':1}}, /x, U+D800 as character 1"
    })
    void codePoint_thatNoTextHolds_isNamedWithItsPlace(String body, String pointer, String said) {
        RefusedRequest refused = catchThrowableOfType(RefusedRequest.class, () -> read(body.replace('\'', '"')));

        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.detail()).endsWith(said);
        });
    }

    @Test
    void member_thatIsThereTwice_isRefusedWhereItIs() {
        RefusedRequest refused = catchThrowableOfType(RefusedRequest.class, () -> read("{\"x\":{\"a\":1,\"a\":1}}"));

        assertThat(refused.toProblem("/", "t").code()).isEqualTo("MEMBER_DUPLICATE");
        assertThat(refused.toProblem("/", "t").errors().get(0).pointer()).isEqualTo("/x/a");
    }

    @Test
    void bytes_thatAreNotUtf8_areMalformed() {
        byte[] latin = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        RefusedRequest refused = catchThrowableOfType(RefusedRequest.class, () -> StrictJson.readObject(latin));

        assertThat(refused.toProblem("/", "t").detail()).isEqualTo("the body is not UTF-8");
    }

    @Test
    void nesting_deeperThanTheLimit_isMalformedAndNotAStackOverflow() {
        RefusedRequest refused = catchThrowableOfType(
                RefusedRequest.class, () -> read("{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"));

        assertThat(refused.toProblem("/", "t").code()).isEqualTo("BODY_MALFORMED");
    }

    @Test
    void number_keepsItsDigits() {
        assertThat(read("{\"a\":12345678901234567890.10}").members().get("a"))
                .isEqualTo(new JsonTree.Numeral("12345678901234567890.10"));
    }

    private static JsonTree.Members read(String text) {
        return StrictJson.readObject(text.getBytes(StandardCharsets.UTF_8));
    }
}
