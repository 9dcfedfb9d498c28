package io.stakebook.launcher.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Loopback TCP ports. */
public final class Ports {

    /** Where a port with no number asked for is looked for first: what a person types into a browser. */
    public static final int USUAL_HTTP = 8080;

    private static final int HIGHEST = 65_535;

    private Ports() {}

    /** A port that nothing listened on a moment ago. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LaunchFailed("no free port on the loopback address: " + LaunchFailed.reason(e), e);
        }
    }

    /** The usual HTTP port, or any free one while something else has that. */
    public static int usualOrFree() {
        return isFree(USUAL_HTTP) ? USUAL_HTTP : free();
    }

    /** @throws LaunchFailed when something listens on the port already */
    public static int require(int port, String what) {
        if (port < 1 || port > HIGHEST) {
            throw new LaunchFailed(what + " port " + port + " is not a port; give a number from 1 to " + HIGHEST);
        }
        if (!isFree(port)) {
            throw new LaunchFailed(what + " port " + port
                    + " is in use by another process; stop that one or choose another with --port");
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
