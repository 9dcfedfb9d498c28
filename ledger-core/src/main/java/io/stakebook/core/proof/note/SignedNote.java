package io.stakebook.core.proof.note;

import io.stakebook.core.proof.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A text and signatures over it, C2SP signed-note.
 *
 * @param text ends with a line feed; this is what is signed
 * @param signatures one to a hundred, no key twice
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** Longest note we read; a checkpoint with both ML-DSA lines and many witnesses stays far below. */
    public static final int LONGEST = 1 << 20;

    private static final int MOST_SIGNATURES = 100;
    private static final String DASH = "— ";

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw new Malformed("a note's text must end with a line feed");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && c != '\n') {
                throw new Malformed("a note holds a control character", i);
            }
        }
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new Malformed("a note has 1 to " + MOST_SIGNATURES + " signatures, not " + signatures.size());
        }
        Set<String> keys = new HashSet<>();
        for (NoteSignature signature : signatures) {
            if (!keys.add(signature.name() + "+" + HexFormat.of().formatHex(signature.keyHash()))) {
                throw new Malformed("a note has two signature lines of the same key of " + signature.name());
            }
        }
    }

    /** Signs {@code text} with every signer, in order. */
    public static SignedNote sign(String text, List<NoteSigner> signers) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        List<NoteSignature> signatures = new ArrayList<>();
        for (NoteSigner signer : signers) {
            signatures.add(NoteSignature.of(signer.name(), signer.keyHash(), signer.sign(message)));
        }
        return new SignedNote(text, signatures);
    }

    /** Reads {@link #toBytes}; throws {@link Malformed} for every other spelling. */
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new Malformed("a note of " + bytes.length + " bytes is longer than the " + LONGEST + " allowed");
        }
        String note = utf8(bytes);
        int split = note.lastIndexOf("\n\n");
        if (split < 0) {
            throw new Malformed("a note needs an empty line between its text and its signatures");
        }
        if (!note.endsWith("\n")) {
            throw new Malformed("a note must end with a line feed");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        String block = note.substring(split + 2);
        if (!block.isEmpty()) {
            String[] lines = block.substring(0, block.length() - 1).split("\n", MOST_SIGNATURES + 1);
            for (String line : lines) {
                signatures.add(signature(line));
            }
        }
        SignedNote parsed = new SignedNote(note.substring(0, split + 1), signatures);
        if (!Arrays.equals(parsed.toBytes(), bytes)) {
            throw new Malformed("a note is not in its canonical form");
        }
        return parsed;
    }

    private static NoteSignature signature(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new Malformed("a signature line must be an em dash, a key name and base64");
        }
        return new NoteSignature(line.substring(DASH.length(), space), line.substring(space + 1));
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("a note is not valid UTF-8");
        }
    }

    /** The note's only bytes. */
    public byte[] toBytes() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            note.append(DASH)
                    .append(signature.name())
                    .append(' ')
                    .append(signature.blob())
                    .append('\n');
        }
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }
}
