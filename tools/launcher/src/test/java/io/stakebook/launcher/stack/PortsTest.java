package io.stakebook.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void port_inUse_isRefusedByNumberAndPurpose() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> Ports.require(port, "HTTP"))
                    .isInstanceOf(LaunchFailed.class)
                    .hasMessage("HTTP port " + port
                            + " is in use by another process; stop that one or choose another with --port");
        }
    }

    @Test
    void port_takenOnEveryAddress_isRefusedToo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> Ports.require(taken.getLocalPort(), "HTTP"))
                    .isInstanceOf(LaunchFailed.class);
        }
    }

    @Test
    void port_thatIsFree_isReturned() {
        int free = Ports.free();

        assertThat(Ports.require(free, "HTTP")).isEqualTo(free);
    }

    @Test
    void port_outOfRange_isRefused() {
        assertThatThrownBy(() -> Ports.require(70_000, "HTTP")).hasMessageContaining("70000 is not a port");
    }
}
