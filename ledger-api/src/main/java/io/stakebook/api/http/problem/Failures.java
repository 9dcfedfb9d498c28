package io.stakebook.api.http.problem;

import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.FailureLog;
import io.stakebook.core.error.LedgerException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Every failure inside JAX-RS becomes a problem here; what nobody foresaw becomes an opaque 500 with a trace id. */
@Provider
@ApplicationScoped
public class Failures implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(Failures.class.getName());

    @Context
    private @Nullable HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        HttpServletRequest current = request;
        String path = current == null ? "" : current.getRequestURI();
        Trace trace = current == null ? Trace.from(null) : Trace.of(current);
        if (current != null && unwrap(thrown) instanceof WebApplicationException web) {
            return ofStatus(
                    web.getResponse(), HeaderFault.behind(web.getResponse().getStatus(), current), path, trace);
        }
        return toResponse(thrown, path, trace);
    }

    /** The response of a failure whose request is known; used where the request's scope has ended. */
    public static Response toResponse(Throwable thrown, String path, Trace trace) {
        Throwable failure = unwrap(thrown);
        if (failure instanceof RefusedRequest refused) {
            return response(refused.toProblem(path, trace.traceId()));
        }
        if (failure instanceof LedgerException reason) {
            if (reason instanceof Corrupt) {
                LOG.log(Level.ERROR, "event=invariant_broken traceId=" + trace.traceId(), reason);
            } else if (reason.code() == ErrorCode.QUERY_TOO_LONG) {
                FailureLog.tell(
                        LOG, Level.WARNING, "event=query_stopped traceId=" + trace.traceId() + " path=" + path, reason);
            }
            return response(Problem.of(reason, path, trace.traceId()));
        }
        if (failure instanceof WebApplicationException web) {
            return ofStatus(web.getResponse(), Optional.empty(), path, trace);
        }
        LOG.log(Level.ERROR, "event=unexpected_failure traceId=" + trace.traceId() + " path=" + path, failure);
        return response(Problem.of(
                ApiCode.INTERNAL, "something failed here; the trace id finds it in our logs", path, trace.traceId()));
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable failure = thrown;
        while ((failure instanceof CompletionException || failure instanceof ExecutionException)
                && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    private static Response ofStatus(Response original, Optional<HeaderFault> header, String path, Trace trace) {
        Problem bare = ContainerProblem.of(original.getStatus(), path, trace.traceId());
        Problem problem = header.map(fault -> fault.in(bare)).orElse(bare);
        Response.ResponseBuilder answer = Response.fromResponse(response(problem));
        String allow = original.getHeaderString("Allow");
        return allow == null ? answer.build() : answer.header("Allow", allow).build();
    }

    private static Response response(Problem problem) {
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(problem.toJson());
        if (problem.status() == 401) {
            answer.header("WWW-Authenticate", "Bearer realm=\"stakebook\"");
        }
        if (problem.code().equals(ErrorCode.QUERY_TOO_LONG.name())) {
            // It kept the database busy for a minute; at once it would do so again.
            answer.header("Retry-After", "30");
        } else if (problem.status() == 503 || problem.code().equals(ErrorCode.SEQUENCE_NOT_REACHED.name())) {
            answer.header("Retry-After", "1");
        }
        return answer.build();
    }
}
