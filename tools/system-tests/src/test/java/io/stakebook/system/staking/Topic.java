package io.stakebook.system.staking;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stakebook.launcher.stack.TopicReader;
import io.stakebook.system.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A consumer with nothing but the topic: from its beginning it must come to every balance the API shows. */
final class Topic {

    private static final String POSTED = "io.stakebook.journal.entry.posted.v1";
    private static final String DEFAULT_NAME = "stakebook.events";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TreeMap<Long, JsonNode> leaves = new TreeMap<>();
    private final Map<String, Long> lastOfOwner = new TreeMap<>();

    private Topic() {}

    static void rebuildsEveryBalance(Ledger ledger) {
        Map<String, BigInteger> shown = shown(ledger);
        long events = ledger.database().number("select size from event_head");
        Topic topic = new Topic();
        long end = System.nanoTime() + LIMIT.toNanos();
        String name = ledger.stack().settings().getOrDefault("stakebook.kafka.topic", DEFAULT_NAME);
        try (TopicReader reader = new TopicReader(ledger.stack().broker().bootstrapServers(), name)) {
            while (topic.leaves.size() < events && System.nanoTime() < end) {
                reader.poll(Duration.ofMillis(300), topic::read);
            }
        }
        assertThat(topic.leaves).as("events of the log that reached the topic").hasSize((int) events);
        assertThat(topic.leaves.lastKey()).as("sequence of the last event").isEqualTo(events - 1);
        assertThat(topic.balances()).isEqualTo(shown);
        System.out.printf("[topic] %d balances rebuilt from %d events%n", shown.size(), events);
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            JsonNode leaf = JSON.readTree(record.value());
            assertThat(record.key())
                    .as("key of an event")
                    .isEqualTo(leaf.path("partitionkey").asText());
            assertThat(leaves.put(Long.parseLong(leaf.path("sequence").asText()), leaf))
                    .as("an event that came before")
                    .isNull();
            long place = Long.parseLong(leaf.path("accountseq").asText());
            Long last = lastOfOwner.put(record.key(), place);
            assertThat(place)
                    .as("place of the event after number %s of %s", last, record.key())
                    .isEqualTo(last == null ? place : last + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("an event is not JSON", e);
        }
    }

    /** Debits less credits of every account, in units. */
    private Map<String, BigInteger> balances() {
        Map<String, BigInteger> sums = new TreeMap<>();
        for (JsonNode leaf : leaves.values()) {
            if (leaf.path("type").asText().equals(POSTED)) {
                for (JsonNode posting : leaf.path("data").path("postings")) {
                    BigInteger units = new BigInteger(posting.path("units").asText());
                    boolean debit = posting.path("side").asText().equals("debit");
                    sums.merge(posting.path("account").asText(), debit ? units : units.negate(), BigInteger::add);
                }
            }
        }
        return sums;
    }

    private static Map<String, BigInteger> shown(Ledger ledger) {
        Map<String, Integer> scales = new TreeMap<>();
        String auditor = ledger.staff(AUDITOR);
        ledger.api()
                .get(auditor, "/v1/assets")
                .expect(200)
                .data()
                .forEach(asset -> scales.put(
                        asset.path("code").asText(), asset.path("scale").intValue()));
        Map<String, BigInteger> shown = new TreeMap<>();
        add(shown, scales, ledger.pages(auditor, "/v1/balances"));
        for (JsonNode customer : ledger.pages(auditor, "/v1/customers")) {
            add(
                    shown,
                    scales,
                    ledger.pages(
                            auditor,
                            "/v1/balances?customerId=" + customer.path("id").asText()));
        }
        return shown;
    }

    private static void add(Map<String, BigInteger> shown, Map<String, Integer> scales, List<JsonNode> balances) {
        for (JsonNode balance : balances) {
            int scale = scales.getOrDefault(balance.path("asset").asText(), 0);
            shown.put(
                    balance.path("account").asText(),
                    units(balance, "debits", scale).subtract(units(balance, "credits", scale)));
        }
    }

    private static BigInteger units(JsonNode balance, String member, int scale) {
        return new BigDecimal(balance.path(member).asText())
                .movePointRight(scale)
                .toBigIntegerExact();
    }
}
