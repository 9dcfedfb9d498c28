package io.stakebook.verifier;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One run of the command with its output. */
record Run(int exit, String out, String err) {
    static Run verify(Object... args) {
        String[] words = new String[args.length + 1];
        words[0] = "verify";
        for (int i = 0; i < args.length; i++) {
            words[i + 1] = args[i].toString();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = VerifyCommand.run(
                words,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The stable reason in a JSON answer. */
    String code() {
        int at = out.indexOf("\"code\":\"") + 8;
        return out.substring(at, out.indexOf('"', at));
    }
}
