package io.stakebook.system.operating;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.launcher.token.Role;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.WithLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README and the guides with blocks to run do what they say. A block fenced as {@code bash} after {@code <!-- runs: expect "text" -->} is run as it
 * stands, in order, and must print that text. It may use {@code STAKEBOOK_URL}, {@code CUSTOMER_ID} and one token per role:
 * {@code USER_TOKEN}, {@code FINANCE_TOKEN}, {@code COMPLIANCE_AUTHOR_TOKEN} and so on.
 */
@Order(6)
@ExtendWith(WithLedger.class)
class ReadmeST {

    private static final Pattern BLOCK = Pattern.compile(
            "<!-- runs: expect \"((?:[^\"\\\\]|\\\\.)*)\" -->\\s*\\n```bash\\n(.*?)\\n```", Pattern.DOTALL);
    private static final List<String> DOCUMENTS = List.of(
            "README.md",
            "docs/guides/general-journal.md",
            "docs/guides/verify-an-export.md",
            "docs/guides/compliance.md");
    private static final long LIMIT_SECONDS = 120;

    private record Block(int line, String expected, String script) {}

    @TestFactory
    List<DynamicTest> everyRunnableBlock_endsWell_andPrintsWhatItPromises(Ledger ledger, @TempDir Path directory)
            throws IOException {
        Path root = root();
        Map<String, String> environment = environment(ledger);
        // So that a block may call ./stakebook and leave its files where they do no harm.
        Files.createSymbolicLink(directory.resolve("stakebook"), root.resolve("stakebook"));
        List<DynamicTest> tests = new ArrayList<>();
        for (String document : DOCUMENTS) {
            List<Block> blocks = blocks(document, Files.readString(root.resolve(document)));
            assertThat(blocks).as("runnable blocks of %s", document).isNotEmpty();
            for (Block block : blocks) {
                tests.add(DynamicTest.dynamicTest(
                        document + " line " + block.line(), () -> run(block, environment, directory)));
            }
        }
        return tests;
    }

    private static List<Block> blocks(String document, String readme) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(readme);
        while (matcher.find()) {
            int line = 1 + (int) readme.substring(0, matcher.start()).lines().count();
            blocks.add(new Block(line, matcher.group(1).replace("\\\"", "\""), matcher.group(2)));
        }
        long marked = Pattern.compile("<!-- runs:").matcher(readme).results().count();
        assertThat(blocks).as("marks of %s that a bash block follows", document).hasSize((int) marked);
        return blocks;
    }

    /** A product of the demo, a customer of Hong Kong with coins to subscribe, and a token per role. */
    private static Map<String, String> environment(Ledger ledger) {
        ledger.flexible("usdt-flexible", "USDT", Map.of("minimum", "1"));
        Customer customer = ledger.open(Home.HK);
        ledger.fund(customer, "USDT", "5000", "spot");
        Map<String, String> environment = new java.util.TreeMap<>();
        environment.put("STAKEBOOK_URL", ledger.stack().api().address().toString());
        environment.put("CUSTOMER_ID", customer.id());
        environment.put("USER_TOKEN", customer.token());
        for (Role role : Role.values()) {
            if (role != Role.USER) {
                environment.put(role.wire().toUpperCase(Locale.ROOT).replace('-', '_') + "_TOKEN", ledger.staff(role));
            }
        }
        return environment;
    }

    private static void run(Block block, Map<String, String> environment, Path directory) throws Exception {
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", block.script())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        bash.environment().putAll(environment);
        Path output = directory.resolve("output-" + block.line());
        Process process = bash.redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as("ended within %d s; said %s", LIMIT_SECONDS, said).isTrue();
        assertThat(process.exitValue()).as("said %s", said).isZero();
        assertThat(said).contains(block.expected());
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null) {
            if (Files.exists(at.resolve("stakebook")) && Files.exists(at.resolve("pom.xml"))) {
                return at;
            }
            at = at.getParent();
        }
        throw new IllegalStateException("not inside the source tree");
    }
}
