package io.stakebook.system.fault;

import java.util.List;
import java.util.Random;

/** Where every random choice of a run comes from, and what else is asked of it on the command line. */
final class Seed {

    private static final long VALUE = Long.getLong("stakebook.faults.seed", System.nanoTime() & 0xFFFF_FFFFL);

    /** How often each fault is brought about. */
    static final int ROUNDS = Integer.getInteger("stakebook.faults.rounds", 1);

    private static final String SETTINGS = System.getProperty("stakebook.faults.settings", "");

    private Seed() {}

    static long value() {
        return VALUE;
    }

    /** Configuration of the servers beside the usual one, each {@code key=value}. */
    static List<String> settings() {
        return SETTINGS.isEmpty() ? List.of() : List.of(SETTINGS.split(",", -1));
    }

    /** The same numbers for the same name and seed. */
    static Random random(String name) {
        return new Random(VALUE * 31 + name.hashCode());
    }
}
