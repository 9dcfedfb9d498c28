package io.stakebook.api.security;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.ContainerProblem;
import io.stakebook.api.http.problem.HeaderFault;
import io.stakebook.api.http.problem.Problem;
import io.stakebook.api.http.problem.Trace;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the container refuses outside JAX-RS, an invalid token or a path nobody serves, leaves as a problem too. */
@WebServlet(urlPatterns = ContainerFailures.PATH, loadOnStartup = 1, asyncSupported = true)
public class ContainerFailures extends HttpServlet {

    /** Named as the error page in {@code web.xml}. */
    static final String PATH = "/internal/failure";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(ContainerFailures.class.getName());

    private final transient Clock wallClock;
    private final String issuer;

    /** Token times are judged by the wall clock, which a test clock does not move. */
    @Inject
    public ContainerFailures(@WallClock Clock wallClock, @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer) {
        this.wallClock = wallClock;
        this.issuer = issuer;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean direct = request.getDispatcherType() == DispatcherType.REQUEST;
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = direct || uri == null ? request.getRequestURI() : uri.toString();
        int code = direct || !(status instanceof Integer known) ? 404 : known;
        Trace trace = Trace.of(request);
        response.setHeader("traceparent", trace.traceparent());
        write(response, problem(request, code, path, trace.traceId()));
    }

    private Problem problem(HttpServletRequest request, int status, String path, String traceId) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            LOG.log(Level.ERROR, "event=unexpected_failure traceId=" + traceId + " path=" + path, thrown);
        }
        if (status == 401) {
            ApiCode code = TokenDiagnosis.of(request.getHeader("Authorization"), issuer, wallClock.instant());
            return Problem.of(code, TokenDiagnosis.sentence(code), path, traceId);
        }
        // The file servlet says 403 to a method it does not take, and 501 to one it has never heard of.
        boolean otherMethod =
                status == 501 || (status == 403 && !request.getMethod().equals("GET"));
        Problem problem = ContainerProblem.of(otherMethod ? 405 : status, path, traceId);
        // A Content-Type that is none never reaches a mapper of failures.
        return status == 400
                ? HeaderFault.behind(status, request)
                        .map(fault -> fault.in(problem))
                        .orElse(problem)
                : problem;
    }

    private static void write(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = problem.toJson().getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        if (problem.status() == 401) {
            response.setHeader("WWW-Authenticate", challenge(problem.code()));
        }
        if (problem.status() == 405 && response.getHeader("Allow") == null) {
            response.setHeader("Allow", "GET, HEAD"); // Outside JAX-RS there are files and reports of health only.
        }
        response.setContentLength(body.length);
        // Of a HEAD too, whose body the connector leaves out: the server puts a page of its own where nothing was
        // written.
        response.getOutputStream().write(body);
    }

    /** RFC 6750 section 3: no error code when no token was sent. */
    private static String challenge(String code) {
        return code.equals(ApiCode.TOKEN_MISSING.name())
                ? "Bearer realm=\"stakebook\""
                : "Bearer realm=\"stakebook\", error=\"invalid_token\"";
    }
}
