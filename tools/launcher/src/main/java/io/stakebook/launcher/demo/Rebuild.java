package io.stakebook.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stakebook.launcher.stack.TopicReader;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A stranger with nothing but the topic: reads it from its beginning, puts the leaves in the order of their sequence,
 * misses none, and adds up every account. The result must be every balance the API shows, and no other.
 */
final class Rebuild {

    private static final String POSTED = "io.stakebook.journal.entry.posted.v1";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Book book;
    private final String bootstrapServers;
    private final String topic;
    private final ObjectMapper json = new ObjectMapper();

    Rebuild(Book book, String bootstrapServers, String topic) {
        this.book = book;
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    void run() {
        Map<String, BigInteger> shown = shown();
        Map<Long, JsonNode> leaves = new TreeMap<>();
        long end = System.nanoTime() + LIMIT.toNanos();
        try (TopicReader reader = new TopicReader(bootstrapServers, topic)) {
            // The relay may still be a moment behind the book; it must catch up.
            while (!balances(leaves).equals(shown)) {
                StepFailed.require(
                        System.nanoTime() < end,
                        "balances rebuilt from " + leaves.size() + " events equal the API's within " + LIMIT.toSeconds()
                                + " s; " + firstDifference(balances(leaves), shown));
                reader.poll(Duration.ofMillis(300), record -> read(record, leaves));
            }
        }
        book.tally().note("accounts", shown.size());
        book.tally().note("events streamed", leaves.size());
        book.progress()
                .done("every one of " + shown.size() + " balances rebuilt from " + leaves.size() + " events of topic "
                        + topic);
    }

    private Map<String, BigInteger> shown() {
        Map<String, BigInteger> shown = new TreeMap<>();
        for (JsonNode account : book.api().everyAccount(Cast.CUSTOMERS)) {
            Coin coin = Coin.of(Reply.text(account, "asset"));
            BigInteger net =
                    coin.units(Reply.text(account, "debits")).subtract(coin.units(Reply.text(account, "credits")));
            shown.put(Reply.text(account, "account"), net);
        }
        return shown;
    }

    private void read(ConsumerRecord<String, byte[]> record, Map<Long, JsonNode> leaves) {
        try {
            JsonNode leaf = json.readTree(record.value());
            StepFailed.requireEqual(
                    Optional.ofNullable(record.key()).orElse(""), Reply.text(leaf, "partitionkey"), "key of an event");
            String sequence = Reply.text(leaf, "sequence");
            StepFailed.require(leaves.put(Long.parseLong(sequence), leaf) == null, "event " + sequence + " comes once");
        } catch (IOException e) {
            throw new StepFailed("an event of topic " + topic + " is not JSON", e);
        }
    }

    /** Debits less credits by account; empty while an event is still missing. */
    private static Map<String, BigInteger> balances(Map<Long, JsonNode> leaves) {
        Map<String, BigInteger> sums = new TreeMap<>();
        long expected = 0;
        for (Map.Entry<Long, JsonNode> leaf : leaves.entrySet()) {
            if (leaf.getKey() != expected++) {
                return Map.of();
            }
            if (Reply.text(leaf.getValue(), "type").equals(POSTED)) {
                for (JsonNode posting : leaf.getValue().path("data").path("postings")) {
                    BigInteger units = new BigInteger(Reply.text(posting, "units"));
                    boolean debit = Reply.text(posting, "side").equals("debit");
                    sums.merge(Reply.text(posting, "account"), debit ? units : units.negate(), BigInteger::add);
                }
            }
        }
        return sums;
    }

    private static String firstDifference(Map<String, BigInteger> rebuilt, Map<String, BigInteger> shown) {
        Map<String, BigInteger> all = new TreeMap<>(shown);
        all.putAll(rebuilt);
        return all.keySet().stream()
                .filter(account ->
                        !Optional.ofNullable(rebuilt.get(account)).equals(Optional.ofNullable(shown.get(account))))
                .findFirst()
                .map(account ->
                        account + " is " + rebuilt.get(account) + " rebuilt and " + shown.get(account) + " shown")
                .orElse("no difference");
    }
}
