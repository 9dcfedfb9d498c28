package io.stakebook.api.settings;

import io.stakebook.core.event.Origin;
import io.stakebook.core.product.terms.Apr;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The keys of this module with their values, checked. Read once; a node never runs half configured.
 *
 * @param origin name of the book's log, in every event and checkpoint
 * @param onePersonUpTo the largest break one person may close alone, in coins of each asset
 * @param aprCeiling highest yearly rate the terms of a product may promise
 * @param callsPerMinute requests one caller may send to this node in a minute, 0 for any number
 */
public record Settings(
        Origin origin,
        Optional<Path> signingKey,
        Path exportsDirectory,
        List<String> trustedProxies,
        Optional<Path> geoFile,
        Optional<Path> anonymousIpFile,
        boolean testClock,
        int accrualInFlight,
        Map<String, BigDecimal> onePersonUpTo,
        Apr aprCeiling,
        Bodies bodies,
        int callsPerMinute,
        Relay relay,
        Checks checks) {

    /** How large a break one person may close alone. */
    public static final String ONE_PERSON_UP_TO = "stakebook.reconciliation.one-person-up-to";

    /** Below this the API's own plain requests do not fit. */
    private static final int LEAST_BYTES = 4_096;

    /**
     * @param every time between two passes over the book, zero for none
     * @param longestQuery after which a check of the schedule is given up
     */
    public record Checks(Duration every, Duration longestQuery) {

        /** Who asks waits this many times as long for a query as the schedule does. */
        private static final int PATIENCE = 10;

        /** After which a check that was asked for is given up, so that no request holds its snapshot for ever. */
        public Duration longestAsked() {
            return longestQuery.multipliedBy(PATIENCE);
        }
    }

    /** The largest request bodies taken, in bytes: JSON, an uploaded file, a batch of entries. */
    public record Bodies(int json, int upload, int batch) {}

    /** @param partitions of the topic when it has to be created; never changed afterwards */
    public record Relay(boolean enabled, String bootstrapServers, String topic, int partitions) {}

    public Settings {
        trustedProxies = List.copyOf(trustedProxies);
        onePersonUpTo = Map.copyOf(onePersonUpTo);
    }

    /** @throws RefusedSetting naming the key */
    public static Settings read(Config config) {
        Keys keys = new Keys(config);
        keys.text("mp.jwt.verify.issuer");
        boolean relayEnabled = keys.flag("stakebook.relay.enabled", true);
        Relay relay = new Relay(
                relayEnabled,
                relayEnabled
                        ? keys.matching(
                                "stakebook.kafka.bootstrap-servers", "[^\\s:,]+:[0-9]{1,5}(,[^\\s:,]+:[0-9]{1,5})*")
                        : "",
                keys.matching("stakebook.kafka.topic", "[a-zA-Z0-9._-]{1,249}", "stakebook.events"),
                keys.number("stakebook.kafka.partitions", 3, 1, 1_000));
        return new Settings(
                new Origin(keys.matching("stakebook.origin", Origin.FORM, "stakebook.local/main")),
                keys.optionalFile("stakebook.keys.signing"),
                keys.directory("stakebook.exports.directory", "exports"),
                keys.list("stakebook.trusted-proxies"),
                keys.optionalFile("stakebook.geo.file"),
                keys.optionalFile("stakebook.geo.anonymous-ip-file"),
                keys.flag("stakebook.test-clock.enabled", false),
                keys.number("stakebook.accrual.in-flight", 256, 1, 4_096),
                keys.coins(ONE_PERSON_UP_TO, "BTC=0.01,DOT=100,ETH=0.1,SOL=5,USDC=500,USDT=500"),
                Apr.parse(keys.matching("stakebook.product.apr-ceiling", "[0-9]{1,2}(\\.[0-9]{1,10})?", "1")),
                new Bodies(
                        keys.number("stakebook.http.max-body-bytes", 65_536, LEAST_BYTES, 16_777_216),
                        keys.number("stakebook.http.max-upload-bytes", 16_777_216, LEAST_BYTES, 268_435_456),
                        keys.number("stakebook.http.max-batch-bytes", 16_777_216, LEAST_BYTES, 268_435_456)),
                keys.number("stakebook.http.calls-per-minute", 300_000, 0, 100_000_000),
                relay,
                new Checks(
                        Duration.ofMinutes(keys.number("stakebook.checks.every", 15, 0, 10_080)),
                        Duration.ofSeconds(keys.number("stakebook.checks.longest-query", 120, 1, 86_400))));
    }
}
