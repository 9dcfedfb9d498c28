package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.note.NoteSigner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an export needs beside the events themselves.
 *
 * @param origin the log's origin; also the signer's name
 * @param createdAt when the export is made, to the microsecond
 * @param before compact range of the leaves before the bundle; its size is where the bundle starts
 * @param toSize size of the log at the end of the bundle
 * @param opening state of the book at the start; {@code new BookState()} for a bundle from 0
 * @param expectedRoot the root our own log holds at {@code toSize}; checked before anything is signed
 * @param previousCheckpoint signed note at the start; present exactly when the bundle starts above 0
 * @param previousManifest SHA-256 of the previous export's manifest; present exactly when there was one
 * @param exportsBefore compact range of the log of exports before this one; its size is this export's number
 * @param keyHistory leaf bytes of the key events before the bundle's start, in log order
 * @param signer the log's key
 */
public record ExportRequest(
        String origin,
        Instant createdAt,
        CompactRange before,
        long toSize,
        BookState opening,
        Optional<Hash> expectedRoot,
        Optional<byte[]> previousCheckpoint,
        Optional<Hash> previousManifest,
        CompactRange exportsBefore,
        List<byte[]> keyHistory,
        NoteSigner signer) {

    public ExportRequest {
        keyHistory = List.copyOf(keyHistory);
        if (before.size() > toSize) {
            throw new Malformed("an export cannot run from " + before.size() + " to " + toSize);
        }
        if (opening.size() != before.size()) {
            throw new Malformed(
                    "the opening state is of size " + opening.size() + ", the export starts at " + before.size());
        }
        if (previousCheckpoint.isPresent() == (before.size() == 0)) {
            throw new Malformed(
                    "an export starting at " + before.size() + " needs its previous checkpoint exactly above 0");
        }
        if (previousManifest.isPresent() == (exportsBefore.size() == 0)) {
            throw new Malformed("export " + exportsBefore.size() + " needs its previous manifest exactly above 0");
        }
        if (!signer.name().equals(origin)) {
            throw new Malformed("the signer is named " + signer.name() + ", the log " + origin);
        }
    }

    /** An export of a log's first {@code toSize} events, the first export of its book. */
    public static ExportRequest first(String origin, Instant createdAt, long toSize, NoteSigner signer) {
        return new ExportRequest(
                origin,
                createdAt,
                new CompactRange(),
                toSize,
                new BookState(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new CompactRange(),
                List.of(),
                signer);
    }

    /** First leaf of the bundle. */
    public long fromSize() {
        return before.size();
    }
}
