package io.stakebook.api.http;

import java.util.List;

/** A request refused by the HTTP layer before the ledger saw it. */
public final class RefusedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final transient List<FieldError> errors;

    public RefusedRequest(ApiCode code, String detail) {
        this(code.name(), code.status(), detail, List.of());
    }

    /** A body with findings; the first finding gives the code and the sentence. */
    static RefusedRequest ofBody(List<FieldError> errors, int status) {
        FieldError first = errors.get(0);
        return new RefusedRequest(first.code(), status, first.pointer() + ": " + first.detail(), errors);
    }

    private RefusedRequest(String code, int status, String detail, List<FieldError> errors) {
        super(detail);
        this.code = code;
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    public Problem toProblem(String instance, String traceId) {
        String detail = getMessage() == null ? code : getMessage();
        return new Problem(status, code, detail, instance, traceId, errors, none -> {});
    }
}
