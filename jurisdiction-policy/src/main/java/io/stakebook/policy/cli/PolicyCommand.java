package io.stakebook.policy.cli;

import io.stakebook.policy.PolicyException;
import io.stakebook.policy.check.ExitProof;
import io.stakebook.policy.check.PolicyCheck;
import io.stakebook.policy.check.PolicyFinding;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.model.PolicyDirectory;
import io.stakebook.policy.model.PolicyFile;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.region.RegionStates;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code policy} commands of the front door.
 *
 * <ul>
 *   <li>{@code evaluate [--policies DIR] [--regions FILE]}: one JSON object of facts a line on the input, one decision a line on the
 *       output. Exit 0, 1 when a line could not be read, 2 when the policies or the states of regions could not.
 *   <li>{@code check PATH}: schema, examples and proofs. Exit 0, 1 with a finding a line, 2 when the path cannot be read.
 *   <li>{@code diff A B}: what changes from one set of policies to another. Exit 0 when nothing does, 1 when something does, 2 when
 *       a path cannot be read.
 * </ul>
 *
 * <p>Each of them exits with 2 when its output cannot be written.
 */
public final class PolicyCommand {
    private static final String USAGE = """
            usage: policy evaluate [--policies DIR] [--regions FILE] < facts.jsonl > decisions.jsonl
                   policy check PATH
                   policy diff A B
            """;

    private static final String POLICIES = "--policies";
    private static final String REGIONS = "--regions";

    private PolicyCommand() {}

    /**
     * @param args the words after {@code policy}
     * @return the exit code
     */
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        int status = answer(args, in, out, err);
        if (out.checkError()) {
            err.println("The output cannot be written: what was printed is not complete.");
            return 2;
        }
        return status;
    }

    private static int answer(String[] args, InputStream in, PrintStream out, PrintStream err) {
        // An empty word is a variable that was never set; as a path it would be the current directory.
        if (List.of(args).contains("")) {
            return usage(err);
        }
        if (args.length > 0 && isHelp(args[args.length - 1])) {
            out.print(USAGE);
            return 0;
        }
        try {
            String command = args.length == 0 ? "" : args[0];
            return switch (command) {
                case "evaluate" -> evaluate(args, in, out, err);
                case "check" -> args.length == 2 ? check(Path.of(args[1]), out, err) : usage(err);
                case "diff" -> args.length == 3 ? diff(Path.of(args[1]), Path.of(args[2]), out) : usage(err);
                default -> usage(err);
            };
        } catch (PolicyException invalid) {
            err.println(invalid.getMessage());
            return 2;
        } catch (FileSystemException unreadable) {
            err.println("Cannot read " + unreadable.getFile() + ": " + PolicyFile.why(unreadable) + ".");
            return 2;
        } catch (IOException unreadable) {
            err.println("Cannot read the input: " + unreadable.getMessage() + ".");
            return 2;
        }
    }

    private static int evaluate(String[] args, InputStream in, PrintStream out, PrintStream err) throws IOException {
        Map<String, Path> options = new HashMap<>();
        for (int i = 1; i < args.length; i += 2) {
            boolean known = args[i].equals(POLICIES) || args[i].equals(REGIONS);
            if (!known || i + 1 == args.length || options.put(args[i], Path.of(args[i + 1])) != null) {
                return usage(err);
            }
        }
        Path directory = options.get(POLICIES);
        Path states = options.get(REGIONS);
        PolicySet policies = directory == null ? PolicySet.shipped() : PolicySet.load(directory);
        RegionStates regions = states == null ? RegionStates.empty() : RegionsFile.read(states);
        List<PolicyFinding> closed = policies.policies().stream()
                .flatMap(policy -> ExitProof.of(policy.id(), policy).stream())
                .toList();
        if (!closed.isEmpty()) {
            closed.forEach(finding -> err.println(finding.line()));
            err.println("Nothing is decided by policies that close an exit.");
            return 2;
        }
        return new EvaluateCommand(new PolicyEngine(policies, regions)).run(in, out);
    }

    private static int check(Path path, PrintStream out, PrintStream err) throws IOException {
        List<PolicyFinding> findings = PolicyCheck.check(path);
        findings.forEach(finding -> out.println(finding.line()));
        if (Files.isDirectory(path)) {
            PolicyDirectory.of(path).others().forEach(name -> err.println(name + ": passed over, no policy file"));
        }
        if (findings.isEmpty()) {
            err.println(path + ": no findings");
        }
        out.flush();
        return findings.isEmpty() ? 0 : 1;
    }

    private static int diff(Path before, Path after, PrintStream out) throws IOException {
        return new DiffCommand(PolicySet.load(before), PolicySet.load(after)).run(out);
    }

    private static boolean isHelp(String word) {
        return word.equals("--help") || word.equals("-h");
    }

    private static int usage(PrintStream err) {
        err.print(USAGE);
        return 2;
    }

    /** Runs the command on the process's own streams. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                false,
                StandardCharsets.UTF_8);
        int status = run(args, System.in, out, System.err);
        out.flush();
        System.exit(status);
    }
}
