package io.stakebook.core.proof.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The paths of a bundle, in the order in which a reader needs them.
 *
 * <p>The order matters for zip archives, which are verified from the stream: what a file is checked against comes before
 * it.
 */
public final class BundleLayout {
    /** Leaves in one events file. */
    public static final int LEAVES_PER_FILE = 65_536;
    /** What the log of exports adds to the log's origin. */
    public static final String EXPORTS_SUFFIX = "/exports";

    public static final String MANIFEST = "manifest.json";
    public static final String EXPORTS_CHECKPOINT = "exports/checkpoint";
    public static final String EXPORTS_PROOF = "exports/proof";
    public static final String CHECKPOINT = "checkpoint";
    public static final String PREVIOUS_CHECKPOINT = "checkpoint.prev";
    public static final String CONSISTENCY = "consistency";
    public static final String RANGE = "range";
    public static final String LOG_KEY = "keys/log.vkey";
    public static final String LOG_KEY_PEM = "keys/log.spki.pem";
    public static final String EXPORTS_KEY = "keys/exports.vkey";
    public static final String OPENING_STATE = "opening/state.jsonl";
    public static final String KEY_HISTORY = "keys/history.jsonl";
    public static final String POSTINGS = "derived/postings.csv";
    public static final String JOURNAL = "derived/journal.hledger";
    public static final String TRIAL_BALANCE = "derived/trial-balance.csv";
    public static final String CLOSING_STATE = "derived/state.jsonl";
    public static final String GUIDE = "VERIFY.md";

    private BundleLayout() {}

    /** The three files the manifest cannot list: itself and what signs it. */
    public static List<String> unlisted() {
        return List.of(MANIFEST, EXPORTS_CHECKPOINT, EXPORTS_PROOF);
    }

    /** Every file the manifest of a bundle of the leaves [fromSize, toSize) must list, in reading order. */
    public static List<String> listed(long fromSize, long toSize) {
        List<String> paths = new ArrayList<>(List.of(LOG_KEY, LOG_KEY_PEM, EXPORTS_KEY, CHECKPOINT));
        if (fromSize > 0) {
            paths.addAll(List.of(OPENING_STATE, PREVIOUS_CHECKPOINT, CONSISTENCY, RANGE));
        }
        paths.addAll(eventFiles(fromSize, toSize));
        paths.addAll(List.of(KEY_HISTORY, POSTINGS, JOURNAL, TRIAL_BALANCE, CLOSING_STATE, GUIDE));
        return paths;
    }

    /** The events files of the leaves [fromSize, toSize), in order; none for an empty stretch. */
    public static List<String> eventFiles(long fromSize, long toSize) {
        List<String> paths = new ArrayList<>();
        if (fromSize < toSize) {
            for (long file = fromSize / LEAVES_PER_FILE; file <= (toSize - 1) / LEAVES_PER_FILE; file++) {
                paths.add(eventFile(file * LEAVES_PER_FILE));
            }
        }
        return paths;
    }

    /** The events file that holds leaf {@code index}. */
    public static String eventFile(long index) {
        return String.format(Locale.ROOT, "events/%08d.jsonl", index / LEAVES_PER_FILE);
    }

    /** Media type by path. */
    static String mediaType(String path) {
        if (path.endsWith(".jsonl")) {
            return "application/jsonl";
        }
        if (path.endsWith(".csv")) {
            return "text/csv; charset=utf-8";
        }
        if (path.endsWith(".md")) {
            return "text/markdown; charset=utf-8";
        }
        return "text/plain; charset=utf-8";
    }

    /** Whether the file is evidence; the rest is rendered from it for convenience. */
    static boolean authoritative(String path) {
        return !path.startsWith("derived/") && !path.equals(GUIDE);
    }
}
