package io.stakebook.api.background;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/** What a server gives to background work, where there is no server. */
public final class Container {

    private Container() {}

    public static ManagedThreadFactory threads() {
        return new Threads();
    }

    /** The event of an application that has started. */
    public static ServletContext started() {
        return untouched(ServletContext.class);
    }

    /** The event of one that ends. */
    public static ServletContext ending() {
        return untouched(ServletContext.class);
    }

    /** What is needed to make something and must not be asked for anything. */
    public static <T> T untouched(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(type.getSimpleName() + "." + method.getName());
                }));
    }

    private static final class Threads implements ManagedThreadFactory {

        @Override
        public Thread newThread(Runnable work) {
            return new Thread(work);
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        }
    }
}
