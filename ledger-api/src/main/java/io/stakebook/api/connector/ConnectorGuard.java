package io.stakebook.api.connector;

import io.stakebook.api.OnePerNode;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@link Entrance} behind the filter that reads HTTP, in each of the server's listeners. There is no setting for it, and
 * the server's own kernel is in no public repository, so its few classes are asked for by name.
 */
@OnePerNode
public class ConnectorGuard {

    private static final Logger LOG = System.getLogger(ConnectorGuard.class.getName());

    private static final String HTTP_2 = "org.glassfish.grizzly.http2.Http2ServerFilter";

    /** A twentieth of the launcher's heap. */
    private static final long MOST_ARRIVING = 64L << 20;

    private final ArrivingBodies bodies = new ArrivingBodies(MOST_ARRIVING);
    private final List<FilterChain> guarded = new ArrayList<>();
    private final ManagedThreadFactory threads;
    private @Nullable ScheduledExecutorService sweeping;

    @Inject
    public ConnectorGuard(ManagedThreadFactory threads) {
        this.threads = threads;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        try {
            int listeners = guard();
            if (listeners == 0) {
                throw new IllegalStateException("no listener of the server reads HTTP as was expected");
            }
            sweep();
            LOG.log(Level.INFO, "event=connector_guarded listeners=" + listeners);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "event=connector_unguarded: on this server a path with a broken %-escape or a last .. is answered"
                            + " 200 without a body, slow bodies hold its threads, and a request may say in two ways where"
                            + " it ends",
                    e);
        }
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) ServletContext ending) {
        guarded.forEach(ConnectorGuard::removeFrom);
        guarded.clear();
        ScheduledExecutorService running = sweeping;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A sweep tells of its failures itself.
    private void sweep() {
        ScheduledExecutorService every = Executors.newSingleThreadScheduledExecutor(threads);
        every.scheduleWithFixedDelay(this::sweepOnce, 1, 1, TimeUnit.SECONDS);
        sweeping = every;
    }

    private void sweepOnce() {
        try {
            bodies.sweep();
        } catch (RuntimeException e) {
            // The next look is due all the same.
            LOG.log(Level.ERROR, "event=bodies_not_swept", e);
        }
    }

    private int guard() throws ReflectiveOperationException {
        Framing framing = new Framing();
        ClassLoader server = FilterChain.class.getClassLoader();
        Object habitat = server.loadClass("org.glassfish.internal.api.Globals")
                .getMethod("getDefaultHabitat")
                .invoke(null);
        Object grizzly = service(server, habitat, "com.sun.enterprise.v3.services.impl.GrizzlyService");
        Object network = service(server, habitat, "org.glassfish.grizzly.config.dom.NetworkConfig");
        Class<?> listenerType = server.loadClass("org.glassfish.grizzly.config.dom.NetworkListener");
        int listeners = 0;
        for (Object listener : (List<?>) get(
                server,
                get(server, network, "NetworkConfig", "getNetworkListeners"),
                "NetworkListeners",
                "getNetworkListener")) {
            Object proxy = grizzly.getClass()
                    .getMethod("lookupNetworkProxy", listenerType)
                    .invoke(grizzly, listener);
            if (proxy != null) {
                Object underlying =
                        proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
                Transport transport = (Transport)
                        underlying.getClass().getMethod("getTransport").invoke(underlying);
                listeners += guard((FilterChain) transport.getProcessor(), framing);
            }
        }
        return listeners;
    }

    private int guard(FilterChain chain, Framing framing) {
        removeFrom(chain);
        withoutUpgrade(chain);
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i) instanceof HttpServerFilter) {
                chain.add(i + 1, new Entrance(framing, bodies));
                guarded.add(chain);
                return 1;
            }
        }
        return 0;
    }

    /** Also what an earlier deployment left there: once that has ended, its classes cannot be loaded and it breaks every request. */
    private static void removeFrom(FilterChain chain) {
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (chain.get(i).getClass().getName().startsWith(Entrance.class.getPackageName())) {
                chain.remove(i);
            }
        }
    }

    /** HTTP/2 reads bodies past every filter of ours; whoever asks for it goes on with HTTP/1.1 (RFC 9110 section 7.8). */
    private static void withoutUpgrade(FilterChain chain) {
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (chain.get(i).getClass().getName().equals(HTTP_2)) {
                chain.remove(i);
            }
        }
    }

    private static Object service(ClassLoader server, Object habitat, String name) throws ReflectiveOperationException {
        Object found = server.loadClass("org.glassfish.hk2.api.ServiceLocator")
                .getMethod("getService", Class.class, Annotation[].class)
                .invoke(habitat, server.loadClass(name), new Annotation[0]);
        if (found == null) {
            throw new IllegalStateException("the server has no " + name);
        }
        return found;
    }

    private static Object get(ClassLoader server, Object of, String type, String method)
            throws ReflectiveOperationException {
        return server.loadClass("org.glassfish.grizzly.config.dom." + type)
                .getMethod(method)
                .invoke(of);
    }
}
