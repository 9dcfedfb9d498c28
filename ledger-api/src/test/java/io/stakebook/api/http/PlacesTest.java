package io.stakebook.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whoeverWaits_isGivenThePlaceThatIsLeft() throws Exception {
        Places places = new Places(1, 1, LONG);
        assertThat(places.take()).isTrue();
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(places::take);
        assertThat(second.isDone()).isFalse();

        places.leave();

        assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whenAsManyWaitAsMay_theNextIsTurnedAwayAtOnce() throws Exception {
        Places places = new Places(1, 0, LONG);
        assertThat(places.take()).isTrue();

        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(places::take);

        assertThat(next.get(20, TimeUnit.SECONDS)).isFalse();
        places.leave();
        assertThat(places.take()).isTrue();
    }

    @Test
    void whoeverWaitedInVain_leavesHisPlaceAmongThoseThatWait() {
        Places places = new Places(1, 1, Duration.ofMillis(1));
        assertThat(places.take()).isTrue();

        assertThat(places.take()).isFalse();
        assertThat(places.take()).isFalse();

        places.leave();
        assertThat(places.take()).isTrue();
    }
}
