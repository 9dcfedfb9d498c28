package io.stakebook.api.http;

import io.stakebook.api.http.problem.Trace;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
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
            chain.doFilter(request, response);
        } finally {
            ReadPlaces.leave(request.getAttribute(ReadPlaces.PLACE));
            BodyPlaces.leave(request);
        }
    }
}
