package io.stakebook.system.fault;

import io.stakebook.system.OneForAll;

/** Two servers behind proxies, for the faults. */
final class WithCluster extends OneForAll<Cluster> {

    WithCluster() {
        super(Cluster.class);
    }

    @Override
    protected Cluster start() {
        return Cluster.start();
    }

    @Override
    protected void end(Cluster cluster) {
        cluster.close();
    }

    @Override
    protected void explain(Cluster cluster) {
        cluster.stack().keepLogs();
        System.out.println("[faults] repeat with -Dstakebook.faults.seed=" + Seed.value() + "; logs stay in "
                + cluster.stack().directory().resolve("log"));
    }
}
