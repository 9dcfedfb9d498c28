package io.stakebook.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleWriter;
import io.stakebook.core.proof.bundle.ExportRequest;
import io.stakebook.core.proof.leaf.EventBody;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What VERIFY.md says, run: tools nobody of ours wrote come to the same answers, where they are installed. */
class IndependentToolsTest {
    private static final String JOURNAL = "derived/journal.hledger";

    private static Path directory;
    private static SampleBundles bundles;
    private static Path unusual;
    private static Path empty;

    @BeforeAll
    static void write(@TempDir Path temporary) throws IOException {
        directory = temporary;
        bundles = new SampleBundles(temporary);
        unusual = whole(UnusualBook.leaves(), "unusual");
        empty = whole(List.of(), "empty");
    }

    private static Path whole(List<byte[]> leaves, String name) throws IOException {
        Path bundle = directory.resolve(name);
        BundleWriter.write(
                ExportRequest.first(SampleBook.ORIGIN, Instant.EPOCH, leaves.size(), bundles.signer),
                leaves.iterator(),
                bundle);
        return bundle;
    }

    @Test
    void openssl_verifiesBothSignatures_asTheGuideSays() throws IOException {
        for (Path bundle : List.of(bundles.first, bundles.second, bundles.third)) {
            Optional<String> out = guide(bundle, "## 2.", "openssl");

            out.ifPresent(text -> assertThat(text)
                    .containsPattern(
                            "(?s)Signature Verified Successfully.*Signature Verified Successfully.*manifest: OK")
                    .contains(bundles.signer.verifierKey().fingerprint()));
        }
    }

    @Test
    void sha256sum_agreesWithTheManifest_asTheGuideSays() throws IOException {
        for (Path bundle : List.of(bundles.first, bundles.second, bundles.third)) {
            Optional<String> out = guide(bundle, "## 3.", "sha256sum");

            out.ifPresent(text -> assertThat(text.lines().filter(line -> line.endsWith(": OK")))
                    .hasSize((int) files(bundle) - 3));
        }
    }

    @Test
    void hledger_andLedger_readTheJournalInTheirStrictestMode_asTheGuideSays() throws IOException {
        for (Path bundle : List.of(bundles.first, bundles.second, bundles.third, unusual, empty)) {
            if (Tools.run(bundle, "ledger", "--version").isPresent()) {
                guide(bundle, "## 4.", "hledger");
            }
            Tools.run(bundle, "hledger", "-f", JOURNAL, "check", "--strict");
            Tools.run(bundle, "ledger", "-f", JOURNAL, "--strict", "--pedantic", "balance")
                    .ifPresent(out -> assertThat(out).doesNotContain("Warning"));
        }
    }

    @Test
    void hledger_andLedger_agreeWithTheTrialBalance() throws IOException {
        for (Path bundle : List.of(bundles.first, bundles.second, bundles.third, unusual)) {
            SortedMap<String, BigDecimal> wanted = trialBalance(bundle);
            assertThat(wanted).isNotEmpty();
            Tools.run(bundle, "hledger", "-f", JOURNAL, "balance", "--flat", "--no-total")
                    .ifPresent(out -> assertThat(balances(out)).isEqualTo(wanted));
            Tools.run(bundle, "ledger", "-f", JOURNAL, "balance", "--flat", "--no-total")
                    .ifPresent(out -> assertThat(balances(out)).isEqualTo(wanted));
        }
    }

    @Test
    void hledger_andLedger_giveEveryMemoBackWhole_whateverMarksItHolds() {
        Set<String> memos = new TreeSet<>();
        for (byte[] leaf : UnusualBook.leaves()) {
            EventBody body = Leaf.parse(leaf).body();
            if (body.type().equals(JournalEntryPosted.TYPE)) {
                JournalEntryPosted.from(body.data())
                        .reference("memo")
                        .map(String::strip)
                        .filter(memo -> !memo.isEmpty())
                        .ifPresent(memos::add);
            }
        }
        assertThat(memos).hasSize(7);

        Tools.run(unusual, "hledger", "-f", JOURNAL, "tags", "--values", "^memo$")
                .ifPresent(out -> assertThat(out.lines().map(IndependentToolsTest::percentDecoded))
                        .containsExactlyInAnyOrderElementsOf(memos));
        Tools.run(unusual, "ledger", "-f", JOURNAL, "tags", "--values")
                .ifPresent(out -> assertThat(out.lines()
                                .filter(line -> line.startsWith("memo: "))
                                .map(line -> percentDecoded(line.substring(6))))
                        .containsExactlyInAnyOrderElementsOf(memos));
    }

    @Test
    void hledger_andLedger_countByTheDayOfEffect_onRequest() {
        Set<String> carried = Set.of("assets:1020:XYZ:house", "liabilities:2010:XYZ:cust_alice");

        Tools.run(unusual, "hledger", "-f", JOURNAL, "balance", "--flat", "-N", "--date2", "-e", "2026-03-01")
                .ifPresent(out -> assertThat(balances(out)).containsOnlyKeys(carried));
        Tools.run(
                        unusual,
                        "ledger",
                        "-f",
                        JOURNAL,
                        "balance",
                        "--flat",
                        "--no-total",
                        "--effective",
                        "-e",
                        "2026-03-01")
                .ifPresent(out -> assertThat(balances(out)).containsOnlyKeys(carried));
        Tools.run(unusual, "hledger", "-f", JOURNAL, "balance", "--flat", "-N", "-e", "2026-03-01")
                .ifPresent(out -> assertThat(out).isEmpty());
        Tools.run(unusual, "ledger", "-f", JOURNAL, "balance", "--flat", "--no-total", "-e", "2026-03-01")
                .ifPresent(out -> assertThat(out).isEmpty());
    }

    @Test
    void hledger_knowsWhatKindEveryAccountIs() {
        Tools.run(unusual, "hledger", "-f", JOURNAL, "accounts", "--types")
                .ifPresent(out -> assertThat(out.lines().map(line -> line.replaceAll("\\s+; ", " ; ")))
                        .contains(
                                "assets:1010:1INCH:house ; type: A",
                                "liabilities:2010:ETH:cust_alice ; type: L",
                                "equity:3010:ETH:house ; type: E",
                                "clearing:3900:42:house ; type: E",
                                "income:4010:ETH:house ; type: R",
                                "expenses:5010:ETH:house ; type: X"));
    }

    @Test
    void python_readsEveryRowOfTheCsvFiles_withAllItsColumns() {
        String script = """
                import csv
                for name in ("postings", "trial-balance"):
                    with open(f"derived/{name}.csv", encoding="utf-8", newline="") as file:
                        rows = list(csv.DictReader(file, strict=True))
                    print(name, len(rows), all(None not in row and None not in row.values() for row in rows))
                """;

        Tools.run(unusual, "python3", "-c", script)
                .ifPresent(out -> assertThat(out).isEqualTo("postings 24 True\ntrial-balance 18 True\n"));
        Tools.run(empty, "python3", "-c", script)
                .ifPresent(out -> assertThat(out).isEqualTo("postings 0 True\ntrial-balance 0 True\n"));
    }

    @Test
    void hledger_andLedger_refuseAnEntryOffByTheSmallestUnit() throws IOException {
        Path journal = bundles.first.resolve("derived/journal.hledger");
        Path bad = directory.resolve("bad.hledger");
        Files.writeString(bad, Files.readString(journal).replaceFirst("7 ETH", "8 ETH"));

        for (List<String> command : List.of(
                List.of("hledger", "-f", bad.toString(), "check"), List.of("ledger", "-f", bad.toString(), "bal"))) {
            boolean refused = false;
            try {
                refused = Tools.run(directory, command.toArray(String[]::new)).isEmpty();
            } catch (AssertionError exit) {
                refused = true;
            }
            assertThat(refused).as(command.get(0)).isTrue();
        }
    }

    @Test
    void go_findsTheSameRoot_asTheGuideSays() throws IOException {
        for (Path bundle : List.of(bundles.first, bundles.second, bundles.third)) {
            Optional<String> out = goProgram(bundle);

            String head = Files.readAllLines(bundle.resolve("checkpoint")).get(1);
            String root = Files.readAllLines(bundle.resolve("checkpoint")).get(2);
            out.ifPresent(text ->
                    assertThat(text).contains("ACCEPTED: " + SampleBook.ORIGIN + " size " + head + " root " + root));
        }
    }

    @Test
    void guide_refusesABundleThatWasChangedWithoutTheKey_fromAnyEvent() throws IOException {
        for (Path bundle : List.of(bundles.first, bundles.second)) {
            Path forged = forgedWithoutTheKey(bundle);

            assertThat(guide(forged, "## 3.", "sha256sum")).isNotEqualTo(Optional.of(""));
            Tools.run(forged, "hledger", "-f", "derived/journal.hledger", "check");
            assertRefused(() -> guide(forged, "## 2.", "openssl"), "manifest: NOT THE SIGNED ONE");
            assertRefused(() -> goProgram(forged), "REJECTED: ");
        }
    }

    /** The holder of the key signed the changed manifest too: what is left are the events and the root. */
    @Test
    void go_refusesEventsThatDoNotGiveTheSignedRoot_underASignedManifest() throws IOException {
        for (Path bundle : List.of(bundles.first, bundles.second)) {
            Path forged = forgedWithoutTheKey(bundle);
            Forger.reseal(forged, bundles.signer, manifest -> manifest);

            guide(forged, "## 2.", "openssl").ifPresent(text -> assertThat(text).contains("manifest: OK"));
            assertRefused(() -> goProgram(forged), "REJECTED: the events give the root ");
        }
    }

    /** Other units in the events and all that is derived from them, and a manifest that says so; the signed files as they were. */
    private static Path forgedWithoutTheKey(Path bundle) throws IOException {
        Path forged = Forger.copy(
                bundle, Files.createTempDirectory(directory, "forged").resolve("bundle"));
        Path events = forged.resolve("events/00000000.jsonl");
        Matcher posted = Pattern.compile("\"units\":\"([0-9]{15,})\"").matcher(Files.readString(events));
        assertThat(posted.find()).isTrue();
        String units = posted.group(1);
        String other = units.substring(0, units.length() - 1) + (units.endsWith("9") ? "8" : "9");
        Files.writeString(events, Files.readString(events).replace(units, other));
        for (String path : List.of(BundleLayout.POSTINGS, BundleLayout.JOURNAL)) {
            Path derived = forged.resolve(path);
            String amount = units.length() > 18
                    ? units.substring(0, units.length() - 18) + "." + units.substring(units.length() - 18)
                    : "0." + "0".repeat(18 - units.length()) + units;
            String text = Files.readString(derived);
            assertThat(text).contains(amount);
            Files.writeString(
                    derived,
                    text.replace(amount, amount.substring(0, amount.length() - 1) + other.substring(other.length() - 1))
                            .replace(units, other));
        }
        Forger.relist(forged, manifest -> manifest);
        return forged;
    }

    private static void assertRefused(Callable<Optional<String>> step, String why) {
        try {
            Optional<String> out = step.call();
            assertThat(out).as("not installed, or taken").isEmpty();
        } catch (AssertionError refused) {
            assertThat(refused).hasMessageContaining(why);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Runs the Go program of the bundle's own guide; empty, with a word on standard output, where it cannot be built. */
    private static Optional<String> goProgram(Path bundle) throws IOException {
        if (!Files.isDirectory(Path.of("/usr/share/gocode/src/golang.org/x/mod"))
                || Tools.run(bundle, "go", "version").isEmpty()) {
            System.out.println("skipped: go and golang-golang-x-mod-dev are not both installed");
            return Optional.empty();
        }
        String guide = Files.readString(bundle.resolve("VERIFY.md"));
        int from = guide.indexOf("```go\n") + 6;
        Path program = Files.writeString(
                Files.createTempDirectory(directory, "go").resolve("check.go"),
                guide.substring(from, guide.indexOf("```", from)));
        return Tools.run(
                bundle,
                "env",
                "GO111MODULE=off",
                "GOPATH=/usr/share/gocode",
                "GOCACHE=" + directory.resolve("gocache"),
                "GOFLAGS=",
                "go",
                "run",
                program.toString());
    }

    @Test
    void bundle_afterTheGuideWasFollowed_stillVerifies() throws IOException {
        String guide = Files.readString(bundles.first.resolve("VERIFY.md"));
        int from = guide.indexOf("Save as `") + 9;
        Path saved = bundles.first.resolve(guide.substring(from, guide.indexOf('`', from))
                .replace("/tmp/", Files.createTempDirectory(directory, "guide") + "/"));
        Files.writeString(saved, "package main\n");

        Run run = Run.verify(bundles.first, "--json");
        Files.delete(saved);

        assertThat(run.code()).as(saved.toString()).isEqualTo("ok");
    }

    /** Runs the shell lines of one section of the bundle's own guide. */
    private static Optional<String> guide(Path bundle, String section, String tool) throws IOException {
        if (Tools.run(bundle, tool, "--version".substring(tool.equals("openssl") ? 2 : 0))
                .isEmpty()) {
            return Optional.empty();
        }
        List<String> script = new ArrayList<>(List.of("set -euo pipefail"));
        boolean inside = false;
        for (String line : Files.readAllLines(bundle.resolve("VERIFY.md"))) {
            inside = line.startsWith("## ") ? line.startsWith(section) : inside;
            if (inside && line.startsWith("    ")) {
                script.add(line.strip().replace("/tmp/", directory + "/"));
            }
        }
        assertThat(script).hasSizeGreaterThan(1);
        return Tools.run(bundle, "bash", "-c", String.join("\n", script));
    }

    private static String percentDecoded(String text) {
        return Pattern.compile("%([0-9A-F]{2})")
                .matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
    }

    private static long files(Path bundle) {
        try (var paths = Files.walk(bundle)) {
            return paths.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closing balances that are not zero, by journal account. */
    private static SortedMap<String, BigDecimal> trialBalance(Path bundle) throws IOException {
        SortedMap<String, BigDecimal> balances = new TreeMap<>();
        List<String> lines = Files.readAllLines(bundle.resolve("derived/trial-balance.csv"));
        Map<String, Integer> column = new TreeMap<>();
        String[] names = lines.get(0).split(",", -1);
        for (int i = 0; i < names.length; i++) {
            column.put(names[i], i);
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            BigDecimal closing = new BigDecimal(
                    fields[Optional.ofNullable(column.get("closing")).orElseThrow()]);
            if (closing.signum() != 0) {
                balances.put(
                        fields[
                                Optional.ofNullable(column.get("journal_account"))
                                        .orElseThrow()],
                        closing);
            }
        }
        return balances;
    }

    /** Lines of {@code AMOUNT SYMBOL  ACCOUNT}. */
    private static SortedMap<String, BigDecimal> balances(String out) {
        SortedMap<String, BigDecimal> balances = new TreeMap<>();
        for (String line : out.lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            assertThat(words).as(line).hasSize(3);
            balances.put(words[2], new BigDecimal(words[0]));
        }
        return balances;
    }
}
