package io.stakebook.system.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stakebook.launcher.stack.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All that was committed to the topic so far, read once from its beginning, past any proxy. */
final class TopicLog implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TopicReader reader;
    private final TreeMap<Long, String> digests = new TreeMap<>();
    private final Map<String, Long> dueOfOwner = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();

    TopicLog(String bootstrapServers, String topic) {
        reader = new TopicReader(bootstrapServers, topic);
    }

    /** Reads on until {@code size} events are there; gives up silently, for {@link Judge} to say what is missing. */
    synchronized void readOn(long size, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        do {
            reader.poll(Duration.ofMillis(100), this::read);
        } while (digests.size() < size && System.nanoTime() < end);
    }

    /** Hexadecimal MD5 of each event's bytes, by sequence. */
    synchronized Map<Long, String> digests() {
        return new TreeMap<>(digests);
    }

    /** What was wrong with single records: another key, another order, a second time. */
    synchronized List<String> findings() {
        return List.copyOf(findings);
    }

    private void read(ConsumerRecord<String, byte[]> message) {
        JsonNode leaf = parse(message.value());
        long sequence = Long.parseLong(leaf.path("sequence").asText());
        String digest = md5(message.value());
        String earlier = digests.put(sequence, digest);
        if (earlier != null) {
            findings.add("event " + sequence + " came twice, with "
                    + (earlier.equals(digest) ? "the same bytes" : "different bytes"));
            return;
        }
        String owner = leaf.path("partitionkey").asText();
        if (!owner.equals(message.key())) {
            findings.add("event " + sequence + " of " + owner + " has the key " + message.key());
        }
        long place = Long.parseLong(leaf.path("accountseq").asText());
        long expected = dueOfOwner.getOrDefault(owner, 1L);
        dueOfOwner.put(owner, place + 1);
        if (place != expected) {
            findings.add("event " + sequence + " is number " + place + " of " + owner + " and came where " + expected
                    + " was due");
        }
    }

    private static JsonNode parse(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException("an event is not JSON", e);
        }
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
