package io.stakebook.api.relay;

import io.stakebook.api.settings.Settings;
import io.stakebook.core.event.LoggedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Sends the log window by window: the next window leaves when every record of the last one is acknowledged. So at any
 * failure only one window is in doubt, and the newest record of each partition says exactly what of it arrived: the
 * idempotent producer never lets a later record of a partition overtake an earlier one.
 */
final class Publisher implements AutoCloseable {

    /** Records in one window. */
    static final int WINDOW = 500;

    private static final int ACK_SECONDS = 40;
    private static final byte[] CONTENT_TYPE =
            "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.US_ASCII);

    private final String topic;
    private final long[] newest;
    private final Producer<byte[], byte[]> producer;
    private long next;

    /** @param newest newest sequence of each partition, as {@link EventTopic#newest} read it */
    Publisher(Settings.Relay settings, long[] newest) {
        this.topic = settings.topic();
        this.newest = newest.clone();
        // What was acknowledged may end in different places per partition, but never further apart than one window.
        this.next = Math.max(0, Arrays.stream(newest).max().orElse(-1) - WINDOW + 1);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        10_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        10_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        30_000,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "gzip",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** First sequence that has not been looked at. */
    long next() {
        return next;
    }

    /**
     * Publishes consecutive events that start with {@link #next()} and waits for every acknowledgement.
     *
     * @return how many records were sent; those the topic held already were not
     */
    int publish(List<LoggedEvent> window) throws InterruptedException, ExecutionException, TimeoutException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (LoggedEvent event : window) {
            byte[] key = event.owner().getBytes(StandardCharsets.UTF_8);
            int partition = partition(key, newest.length);
            if (event.sequence() > newest[partition]) {
                ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, partition, key, event.leaf());
                message.headers().add("content-type", CONTENT_TYPE);
                sent.add(producer.send(message));
            }
        }
        producer.flush();
        for (Future<RecordMetadata> ack : sent) {
            ack.get(ACK_SECONDS, TimeUnit.SECONDS);
        }
        next = window.get(window.size() - 1).sequence() + 1;
        return sent.size();
    }

    /** Kafka's own default for a record with a key, fixed here because the order of an owner's events rests on it. */
    static int partition(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
