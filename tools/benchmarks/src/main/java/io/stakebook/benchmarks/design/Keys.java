package io.stakebook.benchmarks.design;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** How the callers make their idempotency keys. */
public enum Keys {
    /** As identifiers of version 7 begin: with the time, so that new ones stand at the end of their index. */
    ORDERED,
    /** As identifiers of version 4: each at a place of its own. */
    RANDOM;

    public static Keys of(String option) {
        return switch (option) {
            case "ordered" -> ORDERED;
            case "random" -> RANDOM;
            default -> throw new IllegalArgumentException("--keys is ordered or random, not \"" + option + "\"");
        };
    }

    /** @param entry the id of the entry it is for, which is of version 7 */
    String next(UUID entry) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return (this == ORDERED ? entry : new UUID(random.nextLong(), random.nextLong())).toString();
    }
}
