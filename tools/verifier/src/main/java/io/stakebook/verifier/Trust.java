package io.stakebook.verifier;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.note.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The keys the person at the keyboard trusts, from a file that did not come with the bundle. */
record Trust(List<VerifierKey> keys) {
    private static final int LARGEST = 1 << 20;

    Trust {
        keys = List.copyOf(keys);
    }

    /**
     * Reads verifier keys, one a line, or the {@code log} lines of a C2SP tlog-policy.
     *
     * @throws Undecided when the file cannot be read, says something we do not honour, or holds no key
     */
    static Trust read(Path file) {
        String text;
        try (InputStream in = Files.newInputStream(file)) { // A pipe has no size to ask for.
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new Undecided(
                        "trust_invalid", "the trust file " + file + " is larger than " + LARGEST + " bytes");
            }
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Undecided("trust_invalid", "the trust file " + file + " is not UTF-8 text");
        } catch (IOException e) {
            throw new Undecided("trust_invalid", "the trust file " + file + " cannot be read: " + Unreadable.why(e));
        }
        List<VerifierKey> keys = new ArrayList<>();
        int number = 0;
        for (String raw : text.split("\r?\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#") || line.equals("quorum none")) {
                continue;
            }
            String[] words = line.split("[ \t]+", -1);
            if (words[0].equals("log") && words.length >= 2) {
                keys.add(key(words[1], file, number));
            } else if (words.length == 1) {
                keys.add(key(words[0], file, number));
            } else {
                // A policy that asks for witnesses must not be taken for one that does not.
                throw new Undecided(
                        "trust_invalid", "line " + number + " of " + file + " is neither a key nor a log line");
            }
        }
        if (keys.isEmpty()) {
            throw new Undecided("trust_invalid", "the trust file " + file + " holds no key");
        }
        return new Trust(keys);
    }

    private static VerifierKey key(String vkey, Path file, int number) {
        try {
            return VerifierKey.parse(vkey);
        } catch (Malformed e) {
            throw new Undecided("trust_invalid", "line " + number + " of " + file + ": " + e.getMessage());
        }
    }
}
