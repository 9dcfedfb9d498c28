package io.stakebook.persistence.reference;

import java.util.List;

/**
 * What a ledger said: {@code OK} with a word per item, or the code of the refusal, and for a batch that one item refused,
 * that item's code.
 */
record Verdict(String code, List<String> items) {

    static final String OK = "OK";

    Verdict {
        items = List.copyOf(items);
    }

    static Verdict accepted(List<String> items) {
        return new Verdict(OK, items);
    }

    static Verdict refused(String code) {
        return new Verdict(code, List.of());
    }

    boolean accepted() {
        return code.equals(OK);
    }

    /** As it stands in a kept answer. */
    String text() {
        return code + ";" + String.join(",", items);
    }

    static Verdict parse(String text) {
        int end = text.indexOf(';');
        String items = text.substring(end + 1);
        return new Verdict(text.substring(0, end), items.isEmpty() ? List.of() : List.of(items.split(",")));
    }
}
