package io.stakebook.api.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.event.LoggedEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {

    private static final List<LoggedEvent> WINDOW = List.of(event(0), event(1));

    private final MockProducer<byte[], byte[]> broker =
            new MockProducer<>(true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void window_asksForTheLeadBetweenItsRecordsAndTheirCommit() {
        AtomicInteger asked = new AtomicInteger();
        try (Publisher publisher = open()) {
            publisher.publish(WINDOW, () -> {
                assertThat(broker.uncommittedRecords()).hasSameSizeAs(WINDOW);
                asked.incrementAndGet();
            });

            assertThat(asked).hasValue(1);
            assertThat(broker.history()).hasSameSizeAs(WINDOW);
            assertThat(publisher.published()).isEqualTo(1);
        }
    }

    @Test
    void window_isNotCommittedWithoutTheLead() {
        IllegalStateException lost = new IllegalStateException("lost");
        try (Publisher publisher = open()) {
            assertThatThrownBy(() -> publisher.publish(WINDOW, () -> {
                        throw lost;
                    }))
                    .isSameAs(lost);

            assertThat(broker.commitCount()).isZero();
            assertThat(publisher.published()).isEqualTo(-1);
        }
    }

    private Publisher open() {
        Publisher publisher = new Publisher("events", 1, broker);
        publisher.open();
        publisher.continueAfter(Map.of());
        return publisher;
    }

    private static LoggedEvent event(long sequence) {
        return new LoggedEvent(sequence, "house", new byte[] {1});
    }
}
