package io.stakebook.api.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.List;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.HttpServerFilter;

/**
 * Puts {@link BadEscapes} behind the filter that reads HTTP, in each of the server's listeners. There is no setting for it, and
 * the server's own kernel is in no public repository, so its few classes are asked for by name.
 */
@ApplicationScoped
public class ConnectorGuard {

    private static final Logger LOG = System.getLogger(ConnectorGuard.class.getName());

    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        try {
            int guarded = guard();
            LOG.log(Level.INFO, "event=connector_guarded listeners=" + guarded);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "event=connector_unguarded: a path with a broken %-escape is answered 200 without a body on this server",
                    e);
        }
    }

    private static int guard() throws ReflectiveOperationException {
        ClassLoader server = FilterChain.class.getClassLoader();
        Object habitat = server.loadClass("org.glassfish.internal.api.Globals")
                .getMethod("getDefaultHabitat")
                .invoke(null);
        Object grizzly = service(server, habitat, "com.sun.enterprise.v3.services.impl.GrizzlyService");
        Object network = service(server, habitat, "org.glassfish.grizzly.config.dom.NetworkConfig");
        Class<?> listenerType = server.loadClass("org.glassfish.grizzly.config.dom.NetworkListener");
        int guarded = 0;
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
                guarded += guard((FilterChain) transport.getProcessor());
            }
        }
        return guarded;
    }

    private static int guard(FilterChain chain) {
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i) instanceof HttpServerFilter) {
                if (i + 1 == chain.size() || !isOurs(chain.get(i + 1))) {
                    chain.add(i + 1, new BadEscapes());
                }
                return 1;
            }
        }
        return 0;
    }

    /** Also when an earlier deployment of this application put it there. */
    private static boolean isOurs(Filter filter) {
        return filter.getClass().getName().equals(BadEscapes.class.getName());
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
