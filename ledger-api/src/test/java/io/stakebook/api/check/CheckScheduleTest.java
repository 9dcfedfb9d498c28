package io.stakebook.api.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.background.Container;
import io.stakebook.api.settings.Settings;
import io.stakebook.core.check.Checker;
import io.stakebook.core.event.EventLog;
import io.stakebook.core.event.LoggedEvent;
import io.stakebook.core.event.Origin;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.product.terms.Apr;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CheckScheduleTest {

    @Test
    void pass_thatMeetsAnErrorNobodyExpects_isNotTheLast() throws InterruptedException {
        StumblingLog log = new StumblingLog();
        CheckSchedule schedule = new CheckSchedule(
                new Checking(Container.untouched(Checker.class)),
                Container.untouched(PostingEngine.class),
                log,
                Container.untouched(IdSource.class),
                Container.threads(),
                settings());

        schedule.start(Container.started());
        try {
            assertThat(log.looks.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
        } finally {
            schedule.stop(Container.ending());
        }
    }

    private static Settings settings() {
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
                new Settings.Relay(false, "", "stakebook.events", 3),
                new Settings.Checks(Duration.ofMillis(5), Duration.ofSeconds(1)));
    }

    /** Another node sequences; whoever asks first stumbles. */
    private static final class StumblingLog implements EventLog {

        private final Semaphore looks = new Semaphore(0);
        private volatile boolean stumbled;

        @Override
        public Status status() {
            looks.release();
            if (!stumbled) {
                stumbled = true;
                throw new StackOverflowError("planted");
            }
            return new Status(0, 0, false);
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public List<LoggedEvent> read(long from, int most) {
            return List.of();
        }
    }
}
