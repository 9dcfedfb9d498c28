package io.stakebook.api.http.problem;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import java.util.List;

/** What a bare HTTP status of the container or of JAX-RS means here. */
public final class ContainerProblem {

    private ContainerProblem() {}

    public static Problem of(int status, String path, String traceId) {
        return switch (status) {
            case 400 -> problem(ApiCode.REQUEST_MALFORMED, "this request cannot be read", path, traceId);
            case 401 -> problem(ApiCode.TOKEN_MISSING, "this needs a bearer token", path, traceId);
            case 403 -> problem(ApiCode.ROLE_MISSING, "the token's roles do not allow this", path, traceId);
            case 404 -> problem(ApiCode.PATH_UNKNOWN, "nothing is at this path", path, traceId);
            case 405 -> problem(ApiCode.METHOD_NOT_ALLOWED, "this path knows other methods", path, traceId);
            case 406 ->
                problem(
                        ApiCode.NOT_ACCEPTABLE,
                        "none of the media types asked for is spoken here; ask for application/json",
                        path,
                        traceId);
            case 412 ->
                Problem.of(
                        new Conflict(ErrorCode.PRECONDITION_FAILED, "the thing changed since it was read"),
                        path,
                        traceId);
            case 413 -> problem(ApiCode.BODY_TOO_LARGE, "the body is too large", path, traceId);
            case 415 ->
                problem(
                        ApiCode.MEDIA_TYPE_UNSUPPORTED,
                        "the body's Content-Type is not read here; see the operation in /openapi.yaml",
                        path,
                        traceId);
            case 503 -> problem(ApiCode.UNAVAILABLE, "not now; ask again", path, traceId);
            default ->
                status < 500
                        ? new Problem(
                                status,
                                ApiCode.REQUEST_MALFORMED.name(),
                                "this request cannot be answered",
                                path,
                                traceId,
                                List.of(),
                                none -> {})
                        : problem(
                                ApiCode.INTERNAL,
                                "something failed here; the trace id finds it in our logs",
                                path,
                                traceId);
        };
    }

    private static Problem problem(ApiCode code, String detail, String path, String traceId) {
        return Problem.of(code, detail, path, traceId);
    }
}
