package io.stakebook.core.recent;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of bounded size: the entry that was looked up or put the longest ago makes room for a new one. Not safe for threads. */
public final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    /** @param most entries at a time, at least 1 */
    public RecentlyUsed(int most) {
        super(16, 0.75f, true);
        if (most < 1) {
            throw new IllegalArgumentException("room for " + most + " entries; at least 1 is needed");
        }
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
