package io.stakebook.api.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void plainText_isWrittenAsItIs() {
        assertThat(JsonText.object(json -> json.text("memo", "Miete für Büro 中 🙂/ok")))
                .isEqualTo("{\"memo\":\"Miete für Büro 中 🙂/ok\"}");
    }

    @Test
    void textThatWouldEndTheStringOrTheLine_isEscaped() {
        assertThat(JsonText.object(json -> json.text("memo", "a\"b\\c\nd\re\tf\u0001g\u007Fh\u2028i")))
                .isEqualTo("{\"memo\":\"a\\\"b\\\\c\\nd\\re\\tf\\u0001g\\u007fh\\u2028i\"}");
    }
}
