package io.stakebook.api.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class EventTopicTest {

    private static final int PARTITIONS = 12;

    @Test
    void readingBackTheTopic_asksForTheLeadBeforeEachPartition() {
        AtomicInteger asked = new AtomicInteger();

        assertThat(EventTopic.newest(topic(), "events", PARTITIONS, asked::incrementAndGet))
                .isEmpty();

        assertThat(asked).hasValue(PARTITIONS);
    }

    @Test
    void readingBackTheTopic_endsWithTheLead() {
        AtomicInteger asked = new AtomicInteger();
        IllegalStateException lost = new IllegalStateException("lost");

        assertThatThrownBy(() -> EventTopic.newest(topic(), "events", PARTITIONS, () -> {
                    if (asked.incrementAndGet() > 2) {
                        throw lost;
                    }
                }))
                .isSameAs(lost);
    }

    /** Nothing was ever published to it. */
    private static MockConsumer<byte[], byte[]> topic() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        Map<TopicPartition, Long> empty = new HashMap<>();
        for (int i = 0; i < PARTITIONS; i++) {
            empty.put(new TopicPartition("events", i), 0L);
        }
        consumer.updateBeginningOffsets(empty);
        consumer.updateEndOffsets(empty);
        return consumer;
    }
}
