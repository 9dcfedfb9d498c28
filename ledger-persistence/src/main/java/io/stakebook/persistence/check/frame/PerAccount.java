package io.stakebook.persistence.check.frame;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A number for each account of the book, eight bytes each: account numbers are given one after another, so their pages are full.
 */
public final class PerAccount {

    /** What stands where nothing was put. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int BITS = 12;
    private static final int MASK = (1 << BITS) - 1;

    private final Map<Long, long[]> pages = new HashMap<>();

    public long get(long account) {
        long[] page = pages.get(account >> BITS);
        return page == null ? NONE : page[(int) (account & MASK)];
    }

    public void put(long account, long number) {
        pages.computeIfAbsent(account >> BITS, none -> {
            long[] page = new long[1 << BITS];
            Arrays.fill(page, NONE);
            return page;
        })[(int) (account & MASK)] = number;
    }
}
