package io.stakebook.benchmarks.design;

import io.stakebook.persistence.posting.EngineConfig;
import java.util.List;
import java.util.Locale;

/** The engine's ways to write. */
public enum EngineMode {
    /** A batch's balances are read and locked in the database. */
    LOCKED(EngineConfig.Mode.LOCKED),
    /** Balances in memory, two batches on their way at once. */
    LEASED(EngineConfig.Mode.LEASED);

    private final EngineConfig.Mode mode;

    EngineMode(EngineConfig.Mode mode) {
        this.mode = mode;
    }

    /** The engine's limits in this mode, as the product sets them. */
    EngineConfig config() {
        return EngineConfig.defaults().with(mode);
    }

    public String title() {
        return "engine, " + option();
    }

    /** The mode's name on a command line. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when the engine has no such mode */
    public static EngineMode of(String option) {
        for (EngineMode mode : values()) {
            if (mode.option().equals(option)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("the engine has no mode \"" + option + "\"");
    }

    /** The mode that the server runs by itself. */
    public static EngineMode served() {
        EngineConfig.Mode served = EngineConfig.defaults().mode();
        return List.of(values()).stream()
                .filter(one -> one.mode == served)
                .findFirst()
                .orElseThrow();
    }

    /** The mode that is meant to be fast. */
    public static EngineMode fastest() {
        List<EngineMode> all = List.of(values());
        return all.get(all.size() - 1);
    }
}
