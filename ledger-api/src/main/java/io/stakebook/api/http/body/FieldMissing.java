package io.stakebook.api.http.body;

/** Ends the reading of an object one of whose members was already found wrong. */
final class FieldMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FieldMissing() {
        super("a field was taken although its body had errors");
    }
}
