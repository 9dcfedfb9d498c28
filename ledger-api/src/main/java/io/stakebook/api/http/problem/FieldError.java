package io.stakebook.api.http.problem;

import io.stakebook.api.http.json.JsonObjectWriter;

/**
 * One thing wrong with a request body.
 *
 * @param pointer JSON pointer (RFC 6901) to the member
 * @param code stable code of this finding
 * @param detail a sentence naming the rule and the value
 */
public record FieldError(String pointer, String code, String detail) {

    public static void write(JsonObjectWriter json, FieldError error) {
        json.text("pointer", error.pointer).text("code", error.code).text("detail", error.detail);
    }
}
