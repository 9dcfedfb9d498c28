package io.stakebook.launcher.stack;

/**
 * How the server listens, as commands it runs before it boots. A request whose entry is being written holds no thread, so
 * threads are for those that compute and for reads that wait for the database: more than these gain nothing and make the
 * slowest answers slower ({@code docs/adr/0007}). A kept connection ends when it was idle, not after so many
 * requests, so that nobody's request meets a connection that is being closed.
 *
 * @param loopbackOnly listens to this machine alone
 */
record HttpListener(boolean loopbackOnly) {

    private static final int THREADS = 64;

    private static final String CONFIG = "set configs.config.server-config.";

    String commands() {
        String commands = CONFIG + "thread-pools.thread-pool.http-thread-pool.max-thread-pool-size=" + THREADS + "\n"
                + CONFIG + "network-config.protocols.protocol.http-listener.http.max-connections=-1\n";
        return loopbackOnly
                ? commands + CONFIG
                        + "network-config.network-listeners.network-listener.http-listener.address=127.0.0.1\n"
                : commands;
    }
}
