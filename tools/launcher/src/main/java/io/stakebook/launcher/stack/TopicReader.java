package io.stakebook.launcher.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed to a topic, from the beginning of every partition, as a stranger would: in no group. For one thread. */
public final class TopicReader implements AutoCloseable {

    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(30);

    private final KafkaConsumer<String, byte[]> consumer;

    /** @throws org.apache.kafka.common.KafkaException when the broker does not name the topic's partitions within 30 seconds */
    public TopicReader(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "enable.auto.commit",
                        "false",
                        "isolation.level",
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, LOOK_FOR_PARTITIONS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Hands on the next records there are, in the order of their partitions; none when none came in time. */
    public void poll(Duration atMost, Consumer<ConsumerRecord<String, byte[]>> each) {
        consumer.poll(atMost).forEach(each);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
