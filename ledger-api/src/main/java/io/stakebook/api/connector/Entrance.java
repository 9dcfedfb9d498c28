package io.stakebook.api.connector;

import io.stakebook.api.http.body.UnfinishedBodies;
import io.stakebook.api.http.problem.ApiCode;
import java.io.IOException;
import java.util.Optional;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.memory.Buffers;

/**
 * What a request passes before it gets a thread of its own: its framing and path are looked at, and its body is gathered, so
 * that nobody's slow body holds a thread. A body larger than {@code MOST_GATHERED} is passed on with the rest to come, and
 * {@link UnfinishedBodies} bounds how many of those are read.
 */
final class Entrance extends BaseFilter {

    private static final int MOST_GATHERED = 1 << 20;
    private static final String BODY = Entrance.class.getName();
    private static final String SCHEME = "Bearer ";

    private final Framing framing;
    private final ArrivingBodies bodies;

    Entrance(Framing framing, ArrivingBodies bodies) {
        this.framing = framing;
        this.bodies = bodies;
    }

    /**
     * Whoever wishes for another protocol goes on with this one (RFC 9110 section 7.8). Heard before the body is looked at: the
     * server takes a request with such a wish for one without an end.
     */
    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
        if (event instanceof HttpEvents.IncomingHttpUpgradeEvent wish) {
            HttpHeader header = wish.getHttpHeader();
            header.setIgnoreContentModifiers(false);
            header.getUpgradeDC().recycle();
        }
        return context.getInvokeAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (!(context.getMessage() instanceof HttpContent content)
                || !(content.getHttpHeader() instanceof HttpRequestPacket request)) {
            return context.getInvokeAction();
        }
        if (Refusal.wasLast(context.getConnection())) {
            return context.getStopAction();
        }
        return request.getAttribute(BODY) instanceof ArrivingBody body
                ? more(context, request, content, body)
                : first(context, request, content);
    }

    private NextAction first(FilterChainContext context, HttpRequestPacket request, HttpContent content) {
        Connection<?> connection = context.getConnection();
        Optional<Refusal> refusal = framing.broken(request)
                .or(() -> BadPaths.broken(Refusal.path(request)))
                .map(broken -> Refusal.of(ApiCode.REQUEST_MALFORMED, broken));
        boolean expects = request.requiresAcknowledgement();
        boolean whole = content.isLast() || !hasBody(request);
        if (refusal.isPresent() && (whole || expects)) {
            refusal.get().answer(connection, request);
            return context.getStopAction();
        }
        nameScheme(request);
        if (whole) {
            return context.getInvokeAction();
        }
        ArrivingBody body = new ArrivingBody(connection, request, refusal);
        request.setAttribute(BODY, body);
        bodies.begin(body);
        if (expects) {
            if (request.getContentLength() > MOST_GATHERED) {
                // Who asks before he sends so much is answered by the application.
                return passOn(context, request, content, body);
            }
            acknowledge(context, request);
        }
        return more(context, request, content, body);
    }

    private NextAction more(
            FilterChainContext context, HttpRequestPacket request, HttpContent content, ArrivingBody body) {
        if (body.isPassedOn()) {
            return context.getInvokeAction();
        }
        if (!bodies.add(body, content.getContent())) {
            if (bodies.end(body)) {
                body.answer(bodies.full());
            }
            return context.getStopAction();
        }
        if (!content.isLast() && body.arrived() < MOST_GATHERED) {
            return context.getStopAction();
        }
        if (body.refusal().isPresent()) {
            if (bodies.end(body)) {
                body.answer(body.refusal().get());
            }
            return context.getStopAction();
        }
        return passOn(context, request, content, body);
    }

    private NextAction passOn(
            FilterChainContext context, HttpRequestPacket request, HttpContent content, ArrivingBody body) {
        if (!bodies.end(body)) {
            return context.getStopAction();
        }
        body.passOn();
        boolean whole = content.isLast();
        if (!whole) {
            request.setAttribute(UnfinishedBodies.UNFINISHED, true);
        }
        context.setMessage(HttpContent.builder(request)
                .content(Buffers.wrap(context.getMemoryManager(), body.bytes()))
                .last(whole)
                .build());
        return context.getInvokeAction();
    }

    private static boolean hasBody(HttpRequestPacket request) {
        return request.isChunked() || request.getContentLength() > 0;
    }

    @Override
    public NextAction handleClose(FilterChainContext context) throws IOException {
        bodies.closed(context.getConnection());
        return context.getInvokeAction();
    }

    private static void acknowledge(FilterChainContext context, HttpRequestPacket request) {
        HttpResponsePacket response = request.getResponse();
        response.setStatus(100);
        response.setAcknowledgement(true);
        context.write(response);
    }

    /** The server knows the scheme as it is spelt here alone; it is compared without case (RFC 9110 section 11.1). */
    private static void nameScheme(HttpRequestPacket request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null
                && !authorization.startsWith(SCHEME)
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            request.setHeader("Authorization", SCHEME + authorization.substring(SCHEME.length()));
        }
    }
}
