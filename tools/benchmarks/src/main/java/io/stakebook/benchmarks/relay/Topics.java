package io.stakebook.benchmarks.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics of one broker. */
final class Topics {

    private static final int PARTITIONS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration STEP = Duration.ofMillis(20);

    private final String bootstrapServers;

    Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    void create(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    /**
     * Watches an empty topic until it holds so many records.
     *
     * @return records a second that readers of committed records see, between the first time there were any and the last;
     *     marks of transactions count as records, fewer than one in a hundred
     */
    double growth(String topic, long records) {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(i -> new TopicPartition(topic, i))
                .toList();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            long first = await(consumer, partitions, 1, deadline);
            long start = System.nanoTime();
            long last = await(consumer, partitions, records, deadline);
            return (last - first) / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static long await(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, long least, long deadline) {
        while (true) {
            long now = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (now >= least) {
                return now;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        now + " of " + least + " records were published within " + LIMIT.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
