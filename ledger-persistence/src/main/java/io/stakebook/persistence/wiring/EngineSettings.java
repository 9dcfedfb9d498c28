package io.stakebook.persistence.wiring;

import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.posting.EngineConfig.Mode;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/** The posting engine's keys, {@code stakebook.engine.*}; nonsense stops the start and names the key. */
final class EngineSettings {

    private static final String MODE = "stakebook.engine.mode";
    private static final String QUEUE = "stakebook.engine.queue";
    private static final String BATCH = "stakebook.engine.batch";
    private static final String HELD = "stakebook.engine.held-balances";
    private static final int MOST_QUEUED = 1_000_000;
    private static final int LARGEST_BATCH = 65_536;
    private static final int FEWEST_HELD = 10_000;
    private static final int MOST_HELD = 100_000_000;

    private EngineSettings() {}

    static EngineConfig read(Config config) {
        EngineConfig shipped = EngineConfig.defaults();
        return shipped.withQueueCapacity(number(config, QUEUE, shipped.queueCapacity(), 1, MOST_QUEUED))
                .withBatchCap(number(config, BATCH, shipped.batchCap(), 1, LARGEST_BATCH))
                .with(mode(config, shipped.mode()))
                .withHeldAccounts(number(config, HELD, shipped.heldAccounts(), FEWEST_HELD, MOST_HELD));
    }

    private static Mode mode(Config config, Mode shipped) {
        String asked = config.getOptionalValue(MODE, String.class).orElse(wire(shipped));
        for (Mode mode : Mode.values()) {
            if (wire(mode).equals(asked)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("configuration key " + MODE + " is locked or leased");
    }

    private static String wire(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static int number(Config config, String key, int shipped, int least, int most) {
        String asked = config.getOptionalValue(key, String.class).orElse(Integer.toString(shipped));
        try {
            int value = Integer.parseInt(asked.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(range(key, least, most), e);
        }
        throw new IllegalArgumentException(range(key, least, most));
    }

    private static String range(String key, int least, int most) {
        return "configuration key " + key + " is a whole number from " + least + " to " + most;
    }
}
