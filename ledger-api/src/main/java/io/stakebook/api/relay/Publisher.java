package io.stakebook.api.relay;

import io.stakebook.api.settings.Settings;
import io.stakebook.core.event.LoggedEvent;
import io.stakebook.core.proof.leaf.Leaf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Sends the log window by window, each a transaction of Kafka: all of it becomes visible to readers of committed records, or
 * none. So the newest visible record says how far the topic got, whatever happened to requests on their way. The
 * transactional id belongs to the topic; who opens it takes back what the one before left unfinished and shuts him out,
 * also when he only stood still and goes on.
 *
 * <p>Any failure ends a publisher: the next one finds out what arrived.
 */
final class Publisher implements AutoCloseable {

    /** Most records in one window. */
    static final int WINDOW = 2_000;

    /**
     * Records that a node before transactions may have had on their way: its partitions can end that far apart, so the
     * first look at such a topic begins so much earlier.
     */
    private static final int UNEVEN = 500;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final byte[] CONTENT_TYPE =
            "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.US_ASCII);

    private final String topic;
    private final long[] newest;
    private final Producer<byte[], byte[]> producer;
    private long next;

    /** @param partitions of the topic */
    Publisher(Settings.Relay settings, int partitions) {
        this(settings.topic(), partitions, producer(settings));
    }

    Publisher(String topic, int partitions, Producer<byte[], byte[]> producer) {
        this.topic = topic;
        this.newest = new long[partitions];
        Arrays.fill(newest, -1);
        this.producer = producer;
    }

    /** No call of it waits longer than half of what a leader may be silent for. */
    private static Producer<byte[], byte[]> producer(Settings.Relay settings) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        settings.topic() + ".relay",
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        60_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        30_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        10_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        30_000,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "gzip",
                        ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG,
                        Deflater.BEST_SPEED,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Shuts out whoever published to this topic before; his unfinished window will never be seen. */
    void open() {
        producer.initTransactions();
    }

    /** @param ends the newest event of each partition that has one, read after {@link #open()} */
    void continueAfter(Map<Integer, Leaf> ends) {
        ends.forEach((partition, leaf) -> newest[partition] = leaf.sequence());
        next = Math.max(0, published() - UNEVEN + 1);
    }

    /** Newest sequence that readers of the topic see, -1 for none. */
    long published() {
        return Math.max(Arrays.stream(newest).max().orElse(-1), next - 1);
    }

    /** First sequence that has not been looked at. */
    long next() {
        return next;
    }

    /**
     * Publishes consecutive events that start with {@link #next()}, but for those the topic holds; returns when all are
     * committed.
     *
     * @param sent asked when all are sent and before they are committed: a slow broker may make either last
     * @throws RuntimeException as {@code sent} threw it
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws what a record failed with
    void publish(List<LoggedEvent> window, EventTopic.Turn sent) {
        producer.beginTransaction();
        for (LoggedEvent event : window) {
            byte[] key = event.owner().getBytes(StandardCharsets.UTF_8);
            int partition = partition(key, newest.length);
            if (event.sequence() > newest[partition]) {
                ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, partition, key, event.leaf());
                message.headers().add("content-type", CONTENT_TYPE);
                producer.send(message);
            }
        }
        sent.keep();
        producer.commitTransaction();
        next = window.get(window.size() - 1).sequence() + 1;
    }

    /** Kafka's own default for a record with a key, fixed here because the order of an owner's events rests on it. */
    static int partition(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /** Takes back an unfinished window, if the broker answers. */
    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }
}
