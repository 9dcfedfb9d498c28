package io.stakebook.api.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.background.Container;
import io.stakebook.api.settings.Settings;
import io.stakebook.core.event.EventLog;
import io.stakebook.core.event.Leadership;
import io.stakebook.core.event.LoggedEvent;
import io.stakebook.core.event.Origin;
import io.stakebook.core.product.terms.Apr;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class RelayTest {

    private static final long LOGGED = 5_000_000;

    @Test
    void lag_ofANodeThatNeverReachedTheBroker_isNotKnown() throws IOException {
        Relay relay = new Relay(new LongLog(), task -> Optional.of(new AloneLead()), settings(), Container.threads());
        relay.start(Container.started());
        try {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (relay.state().phase() != RelayState.Phase.BACKING_OFF && System.nanoTime() < end) {
                LockSupport.parkNanos(20_000_000);
            }

            RelayState state = relay.state();

            assertThat(state.phase()).isEqualTo(RelayState.Phase.BACKING_OFF);
            assertThat(state.failures()).isPositive();
            assertThat(state.lag()).isEqualTo(RelayState.NOT_KNOWN);
        } finally {
            relay.stop(Container.ending());
        }
    }

    private static Settings settings() throws IOException {
        int nobodyListens;
        try (ServerSocket probe = new ServerSocket(0)) {
            nobodyListens = probe.getLocalPort();
        }
        return new Settings(
                new Origin("stakebook.example/main"),
                Optional.empty(),
                Path.of("exports"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                1,
                Map.of(),
                Apr.parse("1"),
                new Settings.Bodies(65_536, 65_536, 65_536),
                0,
                new Settings.Relay(true, "localhost:" + nobodyListens, "stakebook.events", 3),
                new Settings.Checks(Duration.ZERO, Duration.ofSeconds(1)));
    }

    /** A log of which a later leader has published an unknown part. */
    private static final class LongLog implements EventLog {

        @Override
        public List<LoggedEvent> read(long from, int most) {
            return List.of();
        }

        @Override
        public long size() {
            return LOGGED;
        }

        @Override
        public Status status() {
            return new Status(LOGGED, 0, true);
        }
    }

    /** The lead of a node that has no other beside it. */
    private static final class AloneLead implements Leadership.Lead {

        @Override
        public boolean held() {
            return true;
        }

        @Override
        public void close() {}
    }
}
