package io.stakebook.api.http.problem;

import io.stakebook.core.error.LedgerException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request refused by the HTTP layer before the ledger saw it. */
public final class RefusedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final transient List<FieldError> errors;
    private final transient @Nullable HeaderFault headerOrNull;

    public RefusedRequest(ApiCode code, String detail) {
        this(code.name(), code.status(), detail, List.of(), null);
    }

    /** A header that breaks a rule; the answer names header, rule and value. */
    public static RefusedRequest ofHeader(ApiCode code, HeaderFault fault) {
        return new RefusedRequest(code.name(), code.status(), fault.detail(), List.of(), fault);
    }

    /** A body with findings; the first finding gives the code and the sentence. */
    public static RefusedRequest ofBody(List<FieldError> errors, int status) {
        FieldError first = errors.get(0);
        String place = first.pointer().isEmpty() ? "" : first.pointer() + ": ";
        return new RefusedRequest(first.code(), status, place + first.detail(), errors, null);
    }

    /** One finding about one place of the body. */
    public static RefusedRequest at(String pointer, ApiCode code, String detail) {
        return ofBody(List.of(new FieldError(pointer, code.name(), detail)), code.status());
    }

    /** A rule of the core that one place of the body breaks. */
    public static RefusedRequest at(String pointer, LedgerException reason) {
        return ofBody(
                List.of(new FieldError(pointer, reason.code().name(), reason.detail())), ErrorStatus.of(reason.code()));
    }

    /** The first findings of several bodies or items, at most {@code most} of them. */
    public static RefusedRequest first(List<RefusedRequest> refused, int most) {
        RefusedRequest first = refused.get(0);
        List<FieldError> findings =
                refused.stream().flatMap(one -> one.errors.stream()).limit(most).toList();
        return new RefusedRequest(first.code, first.status, first.detail(), findings, null);
    }

    private RefusedRequest(
            String code, int status, String detail, List<FieldError> errors, @Nullable HeaderFault headerOrNull) {
        super(detail);
        this.code = code;
        this.status = status;
        this.errors = List.copyOf(errors);
        this.headerOrNull = headerOrNull;
    }

    /** Stable code of the first finding. */
    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String detail() {
        return getMessage() == null ? code : getMessage();
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Problem toProblem(String instance, String traceId) {
        Problem problem = new Problem(status, code, detail(), instance, traceId, errors, none -> {});
        return headerOrNull == null ? problem : headerOrNull.in(problem);
    }
}
