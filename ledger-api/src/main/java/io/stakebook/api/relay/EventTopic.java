package io.stakebook.api.relay;

import io.stakebook.api.settings.Settings;
import io.stakebook.core.proof.leaf.Leaf;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The topic the log is published to: made once with a fixed number of partitions, then only appended to. */
final class EventTopic {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int MOST_REPLICAS = 3;

    /** A record and the mark of its transaction. */
    private static final long FIRST_STEP = 2;

    private final Settings.Relay settings;

    EventTopic(Settings.Relay settings) {
        this.settings = settings;
    }

    /**
     * Makes the topic when it is missing. It keeps its records for ever: a reader can rebuild every balance from it.
     *
     * @return how many partitions it has
     */
    int ensure() throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(config)) {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .size();
            NewTopic topic = new NewTopic(
                            settings.topic(), settings.partitions(), (short) Math.min(MOST_REPLICAS, brokers))
                    .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, "-1"));
            try {
                admin.createTopics(List.of(topic)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
            TopicDescription found = admin.describeTopics(List.of(settings.topic()))
                    .allTopicNames()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .get(settings.topic());
            if (found == null) {
                throw new IllegalStateException("topic " + settings.topic() + " was made and is not there");
            }
            return found.partitions().size();
        }
    }

    /** Asked before each step that a slow broker may make last. */
    @FunctionalInterface
    interface Turn {
        /** @throws RuntimeException when there is no more to be done */
        void keep();
    }

    /**
     * The newest event in each partition that readers of committed records see, read back from the topic.
     *
     * @throws IllegalStateException when records were removed, so that the topic no longer says how far it got
     * @throws RuntimeException as {@code turn} threw it
     */
    SortedMap<Integer, Leaf> newest(int partitions, Turn turn) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis());
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return newest(consumer, settings.topic(), partitions, turn);
        }
    }

    static SortedMap<Integer, Leaf> newest(Consumer<byte[], byte[]> consumer, String topic, int partitions, Turn turn) {
        SortedMap<Integer, Leaf> newest = new TreeMap<>();
        for (int i = 0; i < partitions; i++) {
            Leaf last = last(consumer, new TopicPartition(topic, i), turn);
            if (last != null) {
                newest.put(i, last);
            }
        }
        return newest;
    }

    /** Goes back in doubling steps: a partition ends with the mark of a transaction, or with many that were taken back. */
    private static @Nullable Leaf last(Consumer<byte[], byte[]> consumer, TopicPartition partition, Turn turn) {
        turn.keep();
        List<TopicPartition> alone = List.of(partition);
        consumer.assign(alone);
        long end = consumer.endOffsets(alone).getOrDefault(partition, 0L);
        long begin = consumer.beginningOffsets(alone).getOrDefault(partition, 0L);
        long from = end;
        for (long back = FIRST_STEP; from > begin; back *= 2) {
            turn.keep();
            from = Math.max(begin, end - back);
            Leaf newest = last(consumer, partition, from, end);
            if (newest != null) {
                return newest;
            }
        }
        if (begin > 0) {
            throw new IllegalStateException("nothing is left of " + partition + " before offset " + end
                    + "; the topic no longer says how far it got");
        }
        return null;
    }

    private static @Nullable Leaf last(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        consumer.seek(partition, from);
        byte @Nullable [] newest = null;
        while (consumer.position(partition) < end) {
            if (System.nanoTime() >= deadline) {
                throw new org.apache.kafka.common.errors.TimeoutException("offsets " + from + " to " + end + " of "
                        + partition + " were not read within " + PATIENCE.toSeconds() + " s");
            }
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                newest = read.value();
            }
        }
        return newest == null ? null : Leaf.parse(newest);
    }
}
