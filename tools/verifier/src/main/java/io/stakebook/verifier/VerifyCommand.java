package io.stakebook.verifier;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.bundle.BookViolation;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code verify BUNDLE [--trust FILE] [--pin BUNDLE|CHECKPOINT] [--json]}. */
public final class VerifyCommand {
    private static final String USAGE = """
            usage: verify BUNDLE [--trust FILE] [--pin BUNDLE|CHECKPOINT] [--json]
              BUNDLE            a bundle's directory or its .zip
              --trust FILE      the keys you trust: verifier keys, one a line, or a C2SP tlog-policy
              --pin BUNDLE|CHECKPOINT
                                what you accepted last time; a bundle proves more than its checkpoint
              --json            one JSON object on standard output
              --help            this text
            exit: 0 accepted, 1 rejected, 2 could not decide
            """;

    private VerifyCommand() {}

    private record Arguments(Path bundle, Optional<Path> trust, Optional<Path> pin) {}

    /** Runs the command; {@code args} with or without the leading word {@code verify}. Never throws. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        if (List.of(args).contains("--help")) {
            out.print(USAGE);
            return out.checkError() ? Verdict.Outcome.UNDECIDED.exitCode() : 0;
        }
        boolean json = List.of(args).contains("--json");
        Verdict verdict = decide(args);
        if (json) {
            out.println(verdict.toJson());
        } else {
            (verdict.outcome() == Verdict.Outcome.UNDECIDED ? err : out).print(verdict.toText());
        }
        if (verdict.code().equals("usage")) {
            err.print(USAGE);
        }
        boolean told = !out.checkError();
        if (!told) {
            err.println("the verdict cannot be written to standard output");
        }
        err.flush();
        return told ? verdict.outcome().exitCode() : Verdict.Outcome.UNDECIDED.exitCode();
    }

    private static Verdict decide(String[] args) {
        Map<String, Object> facts = new LinkedHashMap<>();
        try {
            Arguments arguments = parse(args);
            verify(arguments, facts);
            return new Verdict(Verdict.Outcome.ACCEPTED, "ok", "every check holds", facts);
        } catch (Rejection e) {
            return new Verdict(Verdict.Outcome.REJECTED, e.code(), String.valueOf(e.getMessage()), facts);
        } catch (Undecided e) {
            return new Verdict(Verdict.Outcome.UNDECIDED, e.code(), String.valueOf(e.getMessage()), facts);
        } catch (BookViolation e) {
            return new Verdict(Verdict.Outcome.REJECTED, e.code(), String.valueOf(e.getMessage()), facts);
        } catch (Malformed e) {
            // Only what came with the bundle is read as evidence here; trust and pin say themselves what is wrong.
            return new Verdict(Verdict.Outcome.REJECTED, "evidence_invalid", String.valueOf(e.getMessage()), facts);
        } catch (IOException | UncheckedIOException e) {
            return new Verdict(Verdict.Outcome.UNDECIDED, "bundle_unreadable", Unreadable.why(e), facts);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // A defect of ours, or a machine too small: whatever it is, it is not an acceptance.
            return new Verdict(Verdict.Outcome.UNDECIDED, "internal", e.toString(), facts);
        }
    }

    private static void verify(Arguments arguments, Map<String, Object> facts) throws IOException {
        Optional<Trust> trust = arguments.trust().map(Trust::read);
        Pin pin = arguments.pin().map(Pin::read).orElse(Pin.NONE);
        try (BundleSource source = source(arguments.bundle())) {
            new BundleVerifier(source, trust, pin, facts).verify();
        }
    }

    private static BundleSource source(Path bundle) throws IOException {
        if (Files.isDirectory(bundle)) {
            return new DirectorySource(bundle);
        }
        if (Files.isRegularFile(bundle)) {
            return new ZipSource(bundle);
        }
        throw new Undecided("bundle_missing", "there is no bundle at " + bundle);
    }

    private static Arguments parse(String[] args) {
        Optional<Path> bundle = Optional.empty();
        Optional<Path> trust = Optional.empty();
        Optional<Path> pin = Optional.empty();
        int first = args.length > 0 && args[0].equals("verify") ? 1 : 0;
        for (int i = first; i < args.length; i++) {
            switch (args[i]) {
                case "--json" -> {}
                case "--trust" -> trust = once(trust, args, ++i);
                case "--pin" -> pin = once(pin, args, ++i);
                default -> {
                    if (args[i].startsWith("-")) {
                        throw new Undecided("usage", "there is no option " + args[i]);
                    }
                    bundle = once(bundle, args, i);
                }
            }
        }
        return new Arguments(bundle.orElseThrow(() -> new Undecided("usage", "name the bundle to verify")), trust, pin);
    }

    private static Optional<Path> once(Optional<Path> already, String[] args, int at) {
        if (already.isPresent() || at >= args.length) {
            throw new Undecided("usage", "one bundle, and each option at most once with its value");
        }
        if (args[at].isEmpty()) { // The path "" is the current directory, which nobody meant.
            throw new Undecided("usage", "an empty argument names no file");
        }
        try {
            return Optional.of(Path.of(args[at]));
        } catch (InvalidPathException e) {
            throw new Undecided("usage", "'" + args[at] + "' is not a path");
        }
    }
}
