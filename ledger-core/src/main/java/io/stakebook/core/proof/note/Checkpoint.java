package io.stakebook.core.proof.note;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.merkle.Hash;
import java.util.regex.Pattern;

/**
 * A log's head: C2SP tlog-checkpoint without extension lines.
 *
 * @param origin the log's name, without a scheme
 * @param size entries of the log
 * @param root RFC 6962 root over them
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    public Checkpoint {
        VerifierKey.checkName(origin);
        if (size < 0) {
            throw new Malformed("a log cannot have " + size + " entries");
        }
    }

    /** The three lines that are signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.toBase64() + "\n";
    }

    /** Reads {@link #text}; throws {@link Malformed} for every other spelling. */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty()) {
            throw new Malformed("a checkpoint has exactly three lines: origin, size and root");
        }
        if (!SIZE.matcher(lines[1]).matches()) {
            throw new Malformed("checkpoint size '" + lines[1] + "' is not a decimal without leading zero");
        }
        long size;
        try {
            size = Long.parseLong(lines[1]);
        } catch (NumberFormatException e) {
            throw new Malformed("checkpoint size '" + lines[1] + "' does not fit 63 bits");
        }
        return new Checkpoint(lines[0], size, Hash.fromBase64(lines[2]));
    }
}
