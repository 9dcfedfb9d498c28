package io.stakebook.system.eventlog;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stakebook.system.Answer;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Pause;
import io.stakebook.system.WithLedger;
import io.stakebook.verifier.VerifyCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A signed export leaves through the API, and people who trust nothing of ours check it. */
@Order(5)
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(WithLedger.class)
class ExportST {

    private static final Duration JOB_LIMIT = Duration.ofMinutes(2);
    private static final int FLIPS = 40;

    private Path zip = Path.of("");
    private Path bundle = Path.of("");
    private Path trust = Path.of("");
    private JsonNode trialBalance = new ObjectMapper().createObjectNode();

    @BeforeAll
    void exportTheWholeBook(Ledger ledger, @TempDir Path directory) throws IOException {
        ledger.flexible("st-export", "DOT", Map.of("minimum", "0.01"));
        Customer customer = ledger.open(Home.DE);
        ledger.fund(customer, "DOT", "12.3456789012");
        ledger.subscribe(customer, "st-export", "DOT", "5.5").expect(201);
        ledger.database().atRest();

        String id = ledger.api()
                .post(ledger.staff(AUDITOR), "/v1/exports", Map.of("fromSize", 0))
                .expect(202)
                .member("id");
        Answer done = completed(ledger, id);
        JsonNode progress = done.json().path("progress");
        assertThat(progress.path("done").longValue())
                .isPositive()
                .isEqualTo(progress.path("total").longValue());
        trialBalance = ledger.api()
                .get(ledger.staff(FINANCE), "/v1/trial-balance")
                .expect(200)
                .json();
        zip = Files.write(
                directory.resolve("export.zip"),
                ledger.api()
                        .get(ledger.staff(AUDITOR), "/v1/exports/" + id + "/bundle")
                        .expect(200)
                        .body());
        bundle = unzip(zip, directory.resolve("export"));
        trust = Files.copy(ledger.stack().trustFile(), directory.resolve("trust.vkey"));
        assertThat(ledger.api().get(null, "/v1/log/key").expect(200).text()).isEqualTo(Files.readString(trust));
    }

    private static Answer completed(Ledger ledger, String id) {
        Answer ended = Pause.until(
                "the end of the export " + id,
                JOB_LIMIT,
                () -> ledger.api()
                        .get(ledger.staff(AUDITOR), "/v1/exports/" + id)
                        .expect(200),
                job -> List.of("completed", "failed").contains(job.member("state")));
        assertThat(ended.member("state")).as(ended.text()).isEqualTo("completed");
        return ended;
    }

    @Test
    void verifier_acceptsTheBundle_packedAndUnpacked() throws IOException {
        for (Path form : List.of(zip, bundle)) {
            JsonNode verdict = verify(form, 0);
            assertThat(verdict.path("verdict").asText()).isEqualTo("accepted");
            assertThat(verdict.path("trust").asText()).isEqualTo("pinned");
            assertThat(verdict.path("size").longValue()).isPositive();
        }
    }

    @Test
    void anyOneBitFlipped_isRejected() throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] original = Files.readAllBytes(zip);
        for (int i = 0; i < FLIPS; i++) {
            byte[] changed = original.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Path copy = Files.write(zip.resolveSibling("flipped.zip"), changed);
            JsonNode verdict = verify(copy, 1);
            assertThat(verdict.path("verdict").asText())
                    .as("byte %d flipped", at)
                    .isEqualTo("rejected");
            assertThat(verdict.path("code").asText()).isNotBlank();
        }
    }

    @Test
    void everyFile_withOneBitFlipped_isRejectedByAReason() throws IOException {
        for (Path file : files(bundle)) {
            byte[] original = Files.readAllBytes(file);
            // An empty file has no bit to flip; there, one byte too many is the smallest change.
            byte[] changed = original.length == 0 ? new byte[1] : original.clone();
            changed[ThreadLocalRandom.current().nextInt(changed.length)] ^= 1;
            Files.write(file, changed);
            JsonNode verdict = verify(bundle, 1);
            assertThat(verdict.path("code").asText())
                    .as("%s flipped: %s", bundle.relativize(file), verdict)
                    .isNotBlank();
            Files.write(file, original);
        }
        verify(bundle, 0);
    }

    @Test
    void trialBalanceInTheBundle_isTheApis() throws IOException {
        assertThat(bundledTotals()).isEqualTo(apiTotals());
    }

    @Test
    void hledger_checksTheJournal_andComesToTheSameBalances() throws Exception {
        assumeInstalled("hledger");
        Path journal = bundle.resolve("derived/journal.hledger");
        run("hledger", "-f", journal.toString(), "check", "--strict");
        String balances =
                run("hledger", "-f", journal.toString(), "balance", "--flat", "--empty", "--no-total", "-O", "csv");
        assertThat(toolTotals(balances)).isEqualTo(bundledTotals());
    }

    @Test
    void ledger_readsTheJournal_andComesToTheSameBalances() throws Exception {
        assumeInstalled("ledger");
        Path journal = bundle.resolve("derived/journal.hledger");
        String balances = run(
                "ledger",
                "-f",
                journal.toString(),
                "balance",
                "--flat",
                "--empty",
                "--no-total",
                "--balance-format",
                "\"%(account)\",\"%(quoted(display_total))\"\n");
        assertThat(balances).isNotBlank();
        run("ledger", "-f", journal.toString(), "--strict", "--pedantic", "balance");
        assertThat(toolTotals(balances)).isEqualTo(bundledTotals());
    }

    /** Debits less credits by chart code and asset, zeros left out, from what the API shows. */
    private Map<String, BigDecimal> apiTotals() {
        Map<String, BigDecimal> totals = new TreeMap<>();
        for (JsonNode row : trialBalance.path("rows")) {
            add(
                    totals,
                    row.path("chartCode").asText() + "." + row.path("asset").asText(),
                    new BigDecimal(row.path("debits").asText())
                            .subtract(new BigDecimal(row.path("credits").asText())));
        }
        return totals;
    }

    /** The same from the bundle's own trial balance. */
    private Map<String, BigDecimal> bundledTotals() throws IOException {
        List<String> lines = Files.readAllLines(bundle.resolve("derived/trial-balance.csv"));
        List<String> header = List.of(lines.get(0).split(",", -1));
        Map<String, BigDecimal> totals = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            add(totals, code(cells[header.indexOf("account")]), new BigDecimal(cells[header.indexOf("closing")]));
        }
        return totals;
    }

    private static final Pattern AMOUNT =
            Pattern.compile("(-?[0-9.]+) ?\"?([A-Z][A-Z0-9]*)\"?|\"?([A-Z][A-Z0-9]*)\"? ?(-?[0-9.]+)");
    private static final Pattern ACCOUNT = Pattern.compile("([0-9]{4})[.:]([A-Z][A-Z0-9]+)");

    private static Map<String, BigDecimal> toolTotals(String output) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        for (String line : output.lines().toList()) {
            Matcher account = ACCOUNT.matcher(line);
            if (!account.find()) {
                continue;
            }
            Matcher amount = AMOUNT.matcher(line.substring(line.lastIndexOf("\",\"")));
            while (amount.find()) {
                add(
                        totals,
                        account.group(1) + "." + account.group(2),
                        new BigDecimal(amount.group(1) == null ? amount.group(4) : amount.group(1)));
            }
        }
        return totals;
    }

    /** Chart code and asset of an account's name. */
    private static String code(String account) {
        Matcher found = ACCOUNT.matcher(account);
        assertThat(found.find()).as("account %s", account).isTrue();
        return found.group(1) + "." + found.group(2);
    }

    private static void add(Map<String, BigDecimal> totals, String key, BigDecimal value) {
        BigDecimal sum = totals.getOrDefault(key, BigDecimal.ZERO).add(value);
        if (sum.signum() == 0) {
            totals.remove(key);
        } else {
            totals.put(key, sum.stripTrailingZeros());
        }
    }

    private JsonNode verify(Path form, int status) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] arguments = {form.toString(), "--trust", trust.toString(), "--json"};
        int found = VerifyCommand.run(arguments, print(out), print(new ByteArrayOutputStream()));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(found).as("verify %s said %s", form.getFileName(), text).isEqualTo(status);
        return new ObjectMapper().readTree(text);
    }

    private static PrintStream print(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static void assumeInstalled(String tool) {
        boolean installed = List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
        if (!installed) {
            System.out.println("[export] " + tool + " is not installed: its test is skipped");
        }
        assumeTrue(installed, tool + " is not installed");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s said %s", List.of(command), output).isZero();
        return output;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Path unzip(Path zip, Path target) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                assertThat(file.startsWith(target)).as(entry.getName()).isTrue();
                Path parent = file.getParent();
                Files.createDirectories(parent == null ? target : parent);
                Files.write(file, in.readAllBytes());
                names.add(entry.getName());
            }
        }
        assertThat(names).contains("manifest.json", "checkpoint", "VERIFY.md", "derived/trial-balance.csv");
        return target;
    }
}
