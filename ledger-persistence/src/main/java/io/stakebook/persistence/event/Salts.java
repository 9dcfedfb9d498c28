package io.stakebook.persistence.event;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Salts of leaves, 128 bits each, drawn from the source in blocks: asking it for every leaf costs more than the leaf's hash. */
final class Salts {

    private static final int BYTES = 16;
    private static final int BLOCK = 256 * BYTES;

    private final RandomGenerator random;
    private final byte[] block = new byte[BLOCK];
    private int used = BLOCK;

    /** @param random must be cryptographically strong */
    Salts(RandomGenerator random) {
        this.random = random;
    }

    /** Lower-case hexadecimal; no salt is given twice. */
    synchronized String next() {
        if (used == BLOCK) {
            random.nextBytes(block);
            used = 0;
        }
        String salt = HexFormat.of().formatHex(block, used, used + BYTES);
        Arrays.fill(block, used, used + BYTES, (byte) 0);
        used += BYTES;
        return salt;
    }
}
