package io.stakebook.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gives tests the one {@code T} of this JVM: started for the first that asks, ended after the last. */
public abstract class OneForAll<T> implements ParameterResolver, TestWatcher {

    private final Class<T> type;

    private static final class Running<T> implements AutoCloseable {

        private final OneForAll<T> owner;
        private final T one;

        Running(OneForAll<T> owner) {
            this.owner = owner;
            this.one = owner.start();
        }

        @Override
        public void close() {
            owner.end(one);
        }
    }

    protected OneForAll(Class<T> type) {
        this.type = type;
    }

    protected abstract T start();

    protected abstract void end(T one);

    /** Keeps the servers' logs and says where, for whoever reads why a test failed. */
    protected abstract void explain(T one);

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return one(context);
    }

    @Override
    public final void testFailed(ExtensionContext context, Throwable cause) {
        explain(one(context));
    }

    private T one(ExtensionContext context) {
        Store store = context.getRoot().getStore(Namespace.create(type));
        Running<?> running = store.getOrComputeIfAbsent(type, any -> new Running<>(this), Running.class);
        return type.cast(running.one);
    }
}
