package io.stakebook.benchmarks.relay;

import io.stakebook.core.event.LoggedEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The yardstick: records from memory as fast as they go, acknowledged by all replicas, compressed as the relay does. */
final class PlainProducer {

    private PlainProducer() {}

    /** Events a second until the last is acknowledged. */
    static double rate(Topics topics, String topic, List<LoggedEvent> log)
            throws ExecutionException, InterruptedException {
        topics.create(topic);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        topics.bootstrapServers(),
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "compression.type",
                        "gzip",
                        "compression.gzip.level",
                        Deflater.BEST_SPEED,
                        "linger.ms",
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.partitionsFor(topic);
            long start = System.nanoTime();
            Future<RecordMetadata> last = null;
            for (LoggedEvent event : log) {
                last = producer.send(
                        new ProducerRecord<>(topic, event.owner().getBytes(StandardCharsets.UTF_8), event.leaf()));
            }
            producer.flush();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (last != null) {
                last.get();
            }
            return log.size() / seconds;
        }
    }
}
