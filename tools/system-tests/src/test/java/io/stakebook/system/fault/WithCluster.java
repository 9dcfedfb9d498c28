package io.stakebook.system.fault;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gives tests the one {@link Cluster} of this JVM: started for the first that asks, ended after the last. */
final class WithCluster implements ParameterResolver, TestWatcher {

    private static final Namespace OURS = Namespace.create(WithCluster.class);

    private static final class Running implements AutoCloseable {

        private final Cluster cluster = Cluster.start();

        @Override
        public void close() {
            cluster.close();
        }
    }

    private static Cluster cluster(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent(Running.class, any -> new Running(), Running.class)
                .cluster;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cluster(context);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        Cluster cluster = cluster(context);
        cluster.stack().keepLogs();
        System.out.println("[faults] repeat with -Dstakebook.faults.seed=" + Seed.value() + "; logs stay in "
                + cluster.stack().directory().resolve("log"));
    }
}
