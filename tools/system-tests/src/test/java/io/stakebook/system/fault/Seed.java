package io.stakebook.system.fault;

import java.util.Random;

/** Where every random choice of a run comes from. */
final class Seed {

    private static final long VALUE = Long.getLong("stakebook.faults.seed", System.nanoTime() & 0xFFFF_FFFFL);

    /** How often each fault is brought about. */
    static final int ROUNDS = Integer.getInteger("stakebook.faults.rounds", 1);

    private Seed() {}

    static long value() {
        return VALUE;
    }

    /** The same numbers for the same name and seed. */
    static Random random(String name) {
        return new Random(VALUE * 31 + name.hashCode());
    }
}
