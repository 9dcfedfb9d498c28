package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.merkle.InclusionProof;
import io.stakebook.core.proof.note.Checkpoint;
import io.stakebook.core.proof.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An entry's proof in one file, {@code c2sp.org/tlog-proof@v1}: index, path, and the checkpoint verbatim.
 *
 * @param index the entry
 * @param path its path to the root
 * @param checkpoint the signed checkpoint of the tree
 */
public record LogProof(long index, List<Hash> path, SignedNote checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1\n";
    private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,17})");

    public LogProof {
        path = List.copyOf(path);
    }

    /** The proof's only bytes. */
    public byte[] toBytes() {
        StringBuilder out =
                new StringBuilder(HEADER).append("index ").append(index).append('\n');
        path.forEach(hash -> out.append(hash.toBase64()).append('\n'));
        out.append('\n').append(new String(checkpoint.toBytes(), StandardCharsets.UTF_8));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads {@link #toBytes}; throws {@link Malformed} for any other spelling. */
    public static LogProof parse(byte[] bytes) {
        if (bytes.length > SignedNote.LONGEST) {
            throw new Malformed("a proof of " + bytes.length + " bytes is too long");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int split = text.indexOf("\n\n");
        if (!text.startsWith(HEADER) || split < 0) {
            throw new Malformed(
                    "a proof begins with " + HEADER.strip() + " and has an empty line before its checkpoint");
        }
        String[] lines = text.substring(0, split).split("\n", -1);
        if (lines.length < 2 || !INDEX.matcher(lines[1]).matches()) {
            throw new Malformed("a proof's second line is its index");
        }
        List<Hash> path = new ArrayList<>();
        for (String line : Arrays.asList(lines).subList(2, lines.length)) {
            path.add(Hash.fromBase64(line));
        }
        SignedNote checkpoint = SignedNote.parse(text.substring(split + 2).getBytes(StandardCharsets.UTF_8));
        LogProof proof = new LogProof(Long.parseLong(lines[1].substring("index ".length())), path, checkpoint);
        if (!Arrays.equals(proof.toBytes(), bytes)) {
            throw new Malformed("a proof is not in its canonical form");
        }
        return proof;
    }

    /** Whether the entry with this leaf hash is at the index under the checkpoint, whose signature is not checked here. */
    public boolean proves(Hash leafHash) {
        Checkpoint head = Checkpoint.parse(checkpoint.text());
        return index < head.size() && new InclusionProof(index, head.size(), path).proves(leafHash, head.root());
    }
}
