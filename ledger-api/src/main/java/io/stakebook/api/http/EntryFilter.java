package io.stakebook.api.http;

import io.stakebook.api.http.problem.Trace;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * First thing a request meets and the last: gives it its trace and the response the headers every response carries, and takes
 * back its place among the reads or the bodies.
 */
@WebFilter(urlPatterns = "/*", dispatcherTypes = DispatcherType.REQUEST, asyncSupported = true)
public class EntryFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Trace trace = Trace.from(request.getHeader("traceparent"));
        request.setAttribute(Trace.ATTRIBUTE, trace);
        response.setHeader("traceparent", trace.traceparent());
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            chain.doFilter(asKnown(request), response);
        } finally {
            ReadPlaces.leave(request.getAttribute(ReadPlaces.PLACE));
            BodyPlaces.leave(request);
        }
    }

    /** The server's figures know no HEAD; it is their GET, whose body the connector leaves out (RFC 9110 section 9.3.2). */
    private static HttpServletRequest asKnown(HttpServletRequest request) {
        if (!request.getMethod().equals("HEAD") || !request.getServletPath().equals("/metrics")) {
            return request;
        }
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return "GET";
            }
        };
    }
}
