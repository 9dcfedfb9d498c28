package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalArray;
import io.stakebook.core.proof.canonical.CanonicalJson;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.canonical.CanonicalText;
import io.stakebook.core.proof.canonical.CanonicalValue;
import io.stakebook.core.proof.leaf.LeafTime;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.note.VerifierKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a bundle says it holds; its canonical bytes are a leaf of the log of exports.
 *
 * @param format what the bundle is rendered in
 * @param origin the log's origin
 * @param exportSequence index in the log of exports, from 0
 * @param createdAt when the export was made, to the microsecond
 * @param fromSize first leaf of the bundle
 * @param toSize size of the log at the end of the bundle
 * @param previousManifest SHA-256 of the previous export's manifest; empty exactly for export 0
 * @param periods the months its events closed, ascending, also those reopened later; older exports name none
 * @param entries journal entries among the events
 * @param totals what they moved, by asset
 * @param files every other file but the exports log's, in reading order
 */
public record BundleManifest(
        BundleFormat format,
        String origin,
        long exportSequence,
        Instant createdAt,
        long fromSize,
        long toSize,
        Optional<Hash> previousManifest,
        List<String> periods,
        long entries,
        List<AssetTotal> totals,
        List<BundleFile> files) {

    /** Longest manifest we read; about 20,000 files. */
    public static final int LONGEST = 4 << 20;

    private static final Set<String> REQUIRED = Set.of(
            "created_at",
            "entries",
            "events",
            "export_seq",
            "files",
            "format",
            "from_size",
            "origin",
            "periods",
            "to_size",
            "totals");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");

    private static final Set<String> OPTIONAL = Set.of("prev_manifest_sha256");

    public BundleManifest {
        periods = List.copyOf(periods);
        totals = List.copyOf(totals);
        files = List.copyOf(files);
        requireMonths(periods);
        if (fromSize < 0 || fromSize > toSize) {
            throw new Malformed("a bundle cannot hold the leaves from " + fromSize + " to " + toSize);
        }
        if (exportSequence < 0 || previousManifest.isPresent() == (exportSequence == 0)) {
            throw new Malformed("the previous manifest must be absent exactly for export 0, not " + exportSequence);
        }
        if (exportSequence == 0 && fromSize > 0) {
            throw new Malformed("export 0 starts at 0, not at " + fromSize + ": no export ended there before");
        }
    }

    private static void requireMonths(List<String> periods) {
        String before = "";
        for (String period : periods) {
            if (!MONTH.matcher(period).matches() || period.compareTo(before) <= 0) {
                throw new Malformed("period '" + period + "' is not a month YYYY-MM after the one before it");
            }
            before = period;
        }
    }

    /** The manifest's only bytes. */
    public byte[] toBytes() {
        return CanonicalObject.builder()
                .put("format", format.number())
                .put("origin", origin)
                .put("export_seq", exportSequence)
                .put("created_at", LeafTime.format(createdAt))
                .put("from_size", fromSize)
                .put("to_size", toSize)
                .put("events", toSize - fromSize)
                .putIfPresent("prev_manifest_sha256", previousManifest.map(Hash::toHex))
                .put("periods", CanonicalArray.ofTexts(periods))
                .put("entries", entries)
                .put("totals", array(totals, AssetTotal::toCanonical))
                .put("files", array(files, BundleFile::toCanonical))
                .build()
                .toBytes();
    }

    /** Reads {@link #toBytes}; throws {@link Malformed} for any other spelling, an unknown member or format. */
    public static BundleManifest parse(byte[] bytes) {
        CanonicalObject object = CanonicalJson.readObject(bytes, LONGEST);
        BundleFormat format = BundleFormat.of(object.integer("format"));
        object.requireMembers(REQUIRED, OPTIONAL);
        List<String> periods = new ArrayList<>();
        for (CanonicalValue period : object.array("periods").values()) {
            if (!(period instanceof CanonicalText text)) {
                throw new Malformed("a period must be a string");
            }
            periods.add(text.value());
        }
        String origin = object.text("origin");
        VerifierKey.checkName(origin + BundleLayout.EXPORTS_SUFFIX);
        BundleManifest manifest = new BundleManifest(
                format,
                origin,
                object.integer("export_seq"),
                LeafTime.parse(object.text("created_at")),
                object.integer("from_size"),
                object.integer("to_size"),
                object.optionalText("prev_manifest_sha256").map(Hash::fromHex),
                periods,
                object.integer("entries"),
                list(object.array("totals"), AssetTotal::from),
                list(object.array("files"), BundleFile::from));
        if (object.integer("events") != manifest.toSize() - manifest.fromSize()) {
            throw new Malformed("manifest member events is not to_size − from_size");
        }
        return manifest;
    }

    private static <T> CanonicalArray array(List<T> items, Function<T, CanonicalObject> render) {
        return CanonicalArray.of(items.stream().map(render).toList());
    }

    private static <T> List<T> list(CanonicalArray array, Function<CanonicalObject, T> read) {
        List<T> items = new ArrayList<>();
        for (CanonicalValue value : array.values()) {
            if (!(value instanceof CanonicalObject object)) {
                throw new Malformed("a manifest row must be an object");
            }
            items.add(read.apply(object));
        }
        return items;
    }
}
