package io.stakebook.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.proof.bundle.AssetTotal;
import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.BundleManifest;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.leaf.AccrualRunCompleted;
import io.stakebook.core.proof.leaf.EventSchemas;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.LogKeyAdded;
import io.stakebook.core.proof.leaf.PostedLine;
import io.stakebook.core.proof.merkle.Hash;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An insider who holds the log's key cannot make a bundle whose insides do not fit. */
class ForgedBundleTest {
    private static Path directory;
    private static SampleBundles bundles;

    @BeforeAll
    static void write(@TempDir Path temporary) {
        directory = temporary;
        bundles = new SampleBundles(temporary);
    }

    @Test
    void bundle_resealedWithoutAChange_isAccepted() throws IOException {
        Path copy = copy(bundles.first);
        Forger.events(copy, bundles.leaves.subList(0, SampleBundles.FIRST), bundles.signer);

        assertThat(Run.verify(copy, "--trust", bundles.trust, "--json").code()).isEqualTo("ok");
    }

    @Test
    void events_thatAreNoBook_areRejectedByName() throws IOException {
        assertThat(withLeaves(leaves -> Collections.swap(leaves, 30, 31))).isEqualTo("sequence_mismatch");
        assertThat(withLeaves(leaves -> leaves.set(30, leaves.get(29)))).isEqualTo("sequence_mismatch");
        assertThat(withLeaves(leaves -> leaves.remove(74))).isEqualTo("event_count_mismatch");
        assertThat(withLeaves(leaves -> leaves.add(leaves.get(74)))).isEqualTo("event_count_mismatch");
        assertThat(withLeaves(leaves -> leaves.set(30, " {}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("leaf_invalid");
        assertThat(replacing("\"specversion\":\"1.0\"", "\"specversion\":\"1.1\""))
                .isEqualTo("leaf_invalid");
        assertThat(replacing("posted.v1", "posted.v2")).isEqualTo("schema_unknown");
        assertThat(replacing("entry-posted:1", "entry-posted:9")).isEqualTo("schema_unknown");
        assertThat(replacing("\"side\":\"debit\"", "\"side\":\"credit\"")).isEqualTo("entry_unbalanced");
        assertThat(replacing("\"accountseq\":1,", "\"accountseq\":1,\"unknown\":1,"))
                .isEqualTo("leaf_invalid");
        assertThat(replacing("\"source\":\"stakebook.", "\"source\":\"otherbook."))
                .isEqualTo("leaf_invalid");
    }

    /** The schema is one we know; what the event says in it is wrong. */
    @Test
    void entries_thatSayWhatTheirSchemaDoesNotAllow_areMalformed() throws IOException {
        String units = text(bundles.leaves.get(3));
        units = units.substring(units.indexOf("\"units\":"), units.indexOf('}', units.indexOf("\"units\":")));
        for (String other : List.of("\"0\"", "\"-5\"", "\"007\"", "5")) {
            assertThat(replacing(units, "\"units\":" + other)).as(other).isEqualTo("leaf_invalid");
        }
        assertThat(replacing("2010.", "2011.")).isEqualTo("leaf_invalid");
        assertThat(replacing("\"side\":\"debit\"", "\"side\":\"Debit\"")).isEqualTo("leaf_invalid");
        assertThat(replacing("\"memo\":\"", "\"memo\":\"" + "m".repeat(1_000))).isEqualTo("leaf_invalid");
        assertThat(replacing("\"business_date\":\"2026-03-01\"", "\"business_date\":\"2026-02-30\""))
                .isEqualTo("leaf_invalid");
        String postings = text(bundles.leaves.get(3));
        postings = postings.substring(postings.indexOf("},{\"account\""), postings.indexOf("}]") + 1);
        assertThat(replacing(postings, "}")).isEqualTo("leaf_invalid");
    }

    @Test
    void totals_thatDiffer_areToldByTheFirstDifferenceAlone() throws IOException {
        BundleManifest honest = bundles.firstWritten.manifest();
        AssetTotal usdt = honest.totals().get(1);
        Path copy = copy(bundles.first);
        Forger.reseal(
                copy,
                bundles.signer,
                m -> with(
                        m,
                        m.fromSize(),
                        m.toSize(),
                        m.entries(),
                        List.of(m.totals().get(0), new AssetTotal(usdt.asset(), usdt.scale(), usdt.debits(), 1))));

        assertThat(Run.verify(copy, "--json").out())
                .contains(
                        "\"code\":\"control_total_mismatch\"",
                        "\"detail\":\"USDT: the manifest states 1 postings, the events give " + usdt.postings() + "\"");
        assertThat(rejected(next(book -> run(book, 99))).out())
                .contains("\"detail\":\"run run_none: its completion at 74 states 99 entries, the log has 0\"");
    }

    @Test
    void partitions_withABrokenChain_areRejected() throws IOException {
        assertThat(withLeaves(leaves -> leaves.set(28, edit(leaves.get(28), "\"accountseq\":2", "\"accountseq\":3"))))
                .isEqualTo("account_chain_broken");
        assertThat(withLeaves(leaves -> {
                    String leaf = text(leaves.get(28));
                    String link = leaf.substring(leaf.indexOf("accountprev") + 14, leaf.indexOf("accountprev") + 58);
                    leaves.set(
                            28,
                            edit(leaves.get(28), link, Hash.sha256(new byte[0]).toBase64()));
                }))
                .isEqualTo("account_chain_broken");
    }

    @Test
    void books_thatDoNotAddUp_areRejected() throws IOException {
        assertThat(withNext(book -> entry(book, "cust_9", 18, 17))).isEqualTo("asset_scale_changed");
        assertThat(withNext(book -> reserved(book, "ETH", 17, 17))).isEqualTo("asset_scale_changed");
        assertThat(withNext(book -> reserved(book, "SOL", 9, 8))).isEqualTo("asset_scale_changed");
        assertThat(withNext(book -> entry(book, "cust_other", 18, 18))).isEqualTo("partition_foreign");
        assertThat(withNext(book -> run(book, 99))).isEqualTo("control_total_mismatch");
        assertThat(withNext(book -> run(book, 0))).isEqualTo("control_total_mismatch");
    }

    /** The sample's run_2 is complete before the last event. */
    @Test
    void runs_thatWereCompleted_takeNoMoreEntriesAndTotals() throws IOException {
        Run again = rejected(next(book -> run(book, "run_2", 0)));
        Run late = rejected(next(book -> entry(book, "cust_9", 18, 18, Map.of("run_id", "run_2"))));

        assertThat(again.code()).isEqualTo("control_total_mismatch");
        assertThat(again.out()).contains("completion at 74 is of the run run_2, completed before it");
        assertThat(late.code()).isEqualTo("control_total_mismatch");
        assertThat(late.out()).contains("entry entry_x at 74 is of the run run_2, completed before it");
    }

    @Test
    void timesAndDays_thatAreNone_areRejected() throws IOException {
        assertThat(replacing("\"kind\":", "\"expires_at\":\"soon\",\"kind\":")).isEqualTo("leaf_invalid");
        for (String none : List.of("2026-02-30", "+12026-02-28", "-0001-01-01", "0000-01-01")) {
            assertThat(replacing("\"customer_id\":", "\"carried_from\":\"" + none + "\",\"customer_id\":"))
                    .as(none)
                    .isEqualTo("leaf_invalid");
        }
    }

    @Test
    void key_thatTheLogDidNotAdd_mayNotSign() throws IOException {
        TestSigner other = new TestSigner(SampleBook.ORIGIN);
        Path copy = copy(bundles.first);
        Files.writeString(copy.resolve(BundleLayout.LOG_KEY), other.verifierKey() + "\n");
        Files.writeString(
                copy.resolve(BundleLayout.LOG_KEY_PEM), other.verifierKey().toSpkiPem());
        Files.writeString(
                copy.resolve(BundleLayout.EXPORTS_KEY),
                other.verifierKey().withName(SampleBook.ORIGIN + "/exports") + "\n");
        Forger.events(copy, bundles.leaves.subList(0, SampleBundles.FIRST), other);

        assertThat(Run.verify(copy, "--json").code()).isEqualTo("key_not_in_history");
        assertThat(Run.verify(copy, "--trust", bundles.trust, "--json").code()).isEqualTo("key_untrusted");
    }

    @Test
    void key_validOnlyLater_mayNotSignYet() throws IOException {
        assertThat(withKeyValidFrom(SampleBundles.FIRST)).isEqualTo("derived_mismatch");
        assertThat(withKeyValidFrom(SampleBundles.FIRST + 1)).isEqualTo("key_not_in_history");
    }

    /** A log of one key event and refusals; where its key is fine, the sample's derived files are what stands out. */
    private static String withKeyValidFrom(long size) throws IOException {
        SampleBook book = new SampleBook(bundles.signer.verifierKey(), 20);
        List<byte[]> leaves = new ArrayList<>();
        LogKeyAdded added = new LogKeyAdded(bundles.signer.verifierKey().toString(), size);
        leaves.add(book.finish("house", LogKeyAdded.TYPE, LogKeyAdded.SCHEMA, "key", added.toData())
                .bytes());
        CanonicalObject refusal =
                CanonicalObject.builder().put("decision_id", "dec_1").build();
        while (leaves.size() < SampleBundles.FIRST) {
            leaves.add(book.finish(
                            "house",
                            EventSchemas.typeOf("policy.decision.refused"),
                            EventSchemas.schemaOf("policy.decision.refused"),
                            "dec_1",
                            refusal)
                    .bytes());
        }
        Path copy = copy(bundles.first);
        Files.write(copy.resolve(BundleLayout.KEY_HISTORY), leaves.get(0));
        Files.writeString(copy.resolve(BundleLayout.KEY_HISTORY), "\n", StandardOpenOption.APPEND);
        Forger.events(copy, leaves, bundles.signer);
        Forger.reseal(copy, bundles.signer, m -> with(m, m.fromSize(), m.toSize(), 0, List.of()));
        return Run.verify(copy, "--json").code();
    }

    @Test
    void files_thatDoNotFollowFromTheEvents_areRejected() throws IOException {
        assertThat(changed(bundles.first, BundleLayout.TRIAL_BALANCE, text -> text.replace("7", "8")))
                .isEqualTo("derived_mismatch");
        assertThat(changed(bundles.first, BundleLayout.POSTINGS, text -> text + "x"))
                .isEqualTo("derived_mismatch");
        assertThat(changed(bundles.first, BundleLayout.JOURNAL, text -> text + "\n"))
                .isEqualTo("derived_mismatch");
        assertThat(changed(bundles.first, BundleLayout.CLOSING_STATE, text -> text + "\n"))
                .isEqualTo("derived_mismatch");
        assertThat(changed(bundles.first, BundleLayout.KEY_HISTORY, text -> "")).isEqualTo("key_history_invalid");
        assertThat(changed(bundles.first, BundleLayout.KEY_HISTORY, text -> text + text))
                .isEqualTo("key_history_invalid");
        assertThat(changed(bundles.first, BundleLayout.KEY_HISTORY, String::strip))
                .isEqualTo("key_history_invalid");
        assertThat(changed(bundles.first, BundleLayout.LOG_KEY_PEM, text -> text + "\n"))
                .isEqualTo("key_invalid");
        assertThat(changed(bundles.first, BundleLayout.LOG_KEY, text -> text.strip()))
                .isEqualTo("key_invalid");
        assertThat(changed(bundles.first, BundleLayout.CHECKPOINT, text -> text.replace("\n75\n", "\n76\n")))
                .isEqualTo("signature_invalid");
        assertThat(changed(bundles.first, BundleLayout.CHECKPOINT, text -> text.replace("\n", "\r\n")))
                .isEqualTo("note_invalid");
    }

    @Test
    void continuation_thatDoesNotContinue_isRejected() throws IOException {
        assertThat(changed(bundles.second, BundleLayout.RANGE, text -> firstLineTwice(text)))
                .isEqualTo("range_invalid");
        assertThat(changed(bundles.second, BundleLayout.RANGE, ForgedBundleTest::reversed))
                .isEqualTo("range_invalid");
        assertThat(changed(bundles.second, BundleLayout.CONSISTENCY, ForgedBundleTest::reversed))
                .isEqualTo("consistency_invalid");
        assertThat(changed(bundles.second, BundleLayout.CONSISTENCY, text -> firstLineTwice(text)))
                .isEqualTo("consistency_invalid");
        assertThat(changed(bundles.second, BundleLayout.OPENING_STATE, ForgedBundleTest::reversed))
                .isEqualTo("opening_state_invalid");
        assertThat(changed(
                        bundles.second,
                        BundleLayout.OPENING_STATE,
                        text -> text.replaceFirst("\"debits\":\"1", "\"debits\":\"2")))
                .isEqualTo("opening_state_invalid");
        assertThat(changed(
                        bundles.second,
                        BundleLayout.OPENING_STATE,
                        text -> text.replace("\"accountseq\":3", "\"accountseq\":4")))
                .isEqualTo("account_chain_broken");
        assertThat(changed(bundles.second, BundleLayout.PREVIOUS_CHECKPOINT, text -> text.replace("\n75\n", "\n74\n")))
                .isEqualTo("signature_invalid");
        Path wrong = copy(bundles.second);
        Files.write(
                wrong.resolve(BundleLayout.PREVIOUS_CHECKPOINT),
                Files.readAllBytes(bundles.second.resolve(BundleLayout.CHECKPOINT)));
        Forger.reseal(wrong, bundles.signer, manifest -> manifest);
        assertThat(Run.verify(wrong, "--json").code()).isEqualTo("checkpoint_prev_mismatch");
    }

    @Test
    void manifest_thatSaysOtherwise_isRejected() throws IOException {
        assertThat(manifest(m -> with(m, m.fromSize(), m.toSize(), m.entries() + 1, m.totals())))
                .isEqualTo("control_total_mismatch");
        assertThat(manifest(m -> with(m, m.fromSize(), m.toSize(), m.entries(), List.of())))
                .isEqualTo("control_total_mismatch");
        assertThat(manifest(m -> with(m, m.fromSize(), m.toSize() - 1, m.entries(), m.totals())))
                .isEqualTo("checkpoint_mismatch");
        assertThat(manifest(m -> with(m, m.fromSize(), (1L << 53) - 1, m.entries(), m.totals())))
                .isEqualTo("manifest_file_set");
    }

    @Test
    void manifest_inAHostileForm_isRejected() throws IOException {
        String manifest = Files.readString(bundles.first.resolve(BundleLayout.MANIFEST));
        List<String> forms = List.of(
                manifest.replace("VERIFY.md", "../../etc/passwd"),
                manifest.replace("VERIFY.md", "/etc/passwd"),
                manifest.replace("VERIFY.md", "verify.md"),
                manifest.replace("VERIFY.md", "CHECKPOINT"),
                manifest.replace("VERIFY.md", "checkpoint"),
                manifest.replace("VERIFY.md", "a\\\\b"),
                manifest.replace("\"periods\":[]", "\"periods\":[\"2026-13\"]"),
                manifest.replace("\"periods\":[]", "\"periods\":[\"2026-03\",\"2026-03\"]"),
                manifest.replace("\"periods\":[]", "\"periods\":[\"2026-04\",\"2026-03\"]"),
                manifest.replace("\"format\":2", "\"format\":3"),
                manifest.replace("\"format\":2", "\"format\":2,\"format\":2"),
                manifest.replace("\"format\":2", "\"format\":99999999999999999999999"),
                manifest.replace("\"format\":2", "\"format\":2.0"),
                manifest.replace("\"from_size\":0", "\"from_size\":-1"),
                manifest.replace("\"entries\"", "\"entriez\""),
                manifest.replace("\"authoritative\":true", "\"authoritative\":false"),
                manifest.replace("{\"created_at\"", "{ \"created_at\""),
                manifest + "\n",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "",
                "null",
                "9".repeat(1_000_000),
                "\"" + "x".repeat(5_000_000) + "\"");
        for (String form : forms) {
            Path copy = copy(bundles.first);
            Forger.seal(copy, bundles.signer, form.getBytes(StandardCharsets.UTF_8), 0);
            Run run = Run.verify(copy, "--json");
            String shown = form.substring(0, Math.min(200, form.length()));
            assertThat(run.exit()).as(shown + run.out()).isEqualTo(1);
            assertThat(run.code()).as(shown).isIn("manifest_invalid", "manifest_file_set", "caps_exceeded");
        }
        Path copy = copy(bundles.first);
        Forger.seal(copy, bundles.signer, new byte[] {'{', (byte) 0xFF, '}'}, 0);
        assertThat(Run.verify(copy, "--json").code()).isEqualTo("manifest_invalid");
    }

    @Test
    void things_thatAreNoFiles_areRejected() throws IOException {
        Path link = copy(bundles.first);
        Files.delete(link.resolve("VERIFY.md"));
        Files.createSymbolicLink(link.resolve("VERIFY.md"), bundles.first.resolve("VERIFY.md"));
        assertThat(Run.verify(link, "--json").code()).isEqualTo("path_unsafe");

        Path linked = copy(bundles.first);
        Forger.copy(linked.resolve("events"), directory.resolve("events-elsewhere"));
        Files.delete(linked.resolve("events/00000000.jsonl"));
        Files.delete(linked.resolve("events"));
        Files.createSymbolicLink(linked.resolve("events"), directory.resolve("events-elsewhere"));
        assertThat(Run.verify(linked, "--json").code()).isEqualTo("path_unsafe");

        Path instead = copy(bundles.first);
        Files.delete(instead.resolve("VERIFY.md"));
        Files.createDirectory(instead.resolve("VERIFY.md"));
        assertThat(Run.verify(instead, "--json").code()).isEqualTo("file_unexpected");

        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThat(Run.verify(empty, "--json").code()).isEqualTo("file_missing");
    }

    private static String withLeaves(Consumer<List<byte[]>> change) throws IOException {
        return rejected(change).code();
    }

    private static Run rejected(Consumer<List<byte[]>> change) throws IOException {
        List<byte[]> leaves = new ArrayList<>(bundles.leaves.subList(0, SampleBundles.FIRST));
        change.accept(leaves);
        Path copy = copy(bundles.first);
        Forger.events(copy, leaves, bundles.signer);
        Run run = Run.verify(copy, "--json");
        assertThat(run.exit()).as(run.out()).isEqualTo(1);
        return run;
    }

    /** One event of 60 edited, all links after it right: the event itself is what is wrong. */
    private static String replacing(String from, String to) throws IOException {
        return withLeaves(leaves -> {
            for (int i = 3; i < 23; i++) {
                if (text(leaves.get(i)).contains(from)) {
                    leaves.set(i, edit(leaves.get(i), from, to));
                    return;
                }
            }
            throw new AssertionError("no event has " + from);
        });
    }

    private static byte[] edit(byte[] leaf, String from, String to) {
        String text = text(leaf);
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        return (text.substring(0, at) + to + text.substring(at + from.length())).getBytes(StandardCharsets.UTF_8);
    }

    /** The sample's first events, then well-chained ones that a dishonest book would hold. */
    private static String withNext(Function<SampleBook, byte[]> next) throws IOException {
        return rejected(next(next)).code();
    }

    private static Consumer<List<byte[]>> next(Function<SampleBook, byte[]> next) {
        return leaves -> {
            SampleBook book = new SampleBook(bundles.signer.verifierKey(), 20);
            leaves.clear();
            while (leaves.size() < SampleBundles.FIRST - 1) {
                leaves.add(book.next());
            }
            leaves.add(next.apply(book));
        };
    }

    private static byte[] reserved(SampleBook book, String asset, int scale, int otherScale) {
        List<PostedLine> lines = List.of(
                SampleBook.line("2010." + asset + ".cust_9", scale, true, BigInteger.TEN),
                SampleBook.line("2020." + asset + ".cust_9", otherScale, false, BigInteger.TEN));
        JournalEntryPosted entry =
                new JournalEntryPosted("entry_x", "reserve", Instant.EPOCH, LocalDate.EPOCH, lines, new TreeMap<>());
        return book.finish(
                        "cust_9",
                        JournalEntryPosted.RESERVED,
                        EventSchemas.schemaOf("journal.entry.reserved"),
                        "entry_x",
                        entry.toData())
                .bytes();
    }

    private static byte[] entry(SampleBook book, String partition, int scale, int otherScale) {
        return entry(book, partition, scale, otherScale, Map.of());
    }

    private static byte[] entry(
            SampleBook book, String partition, int scale, int otherScale, Map<String, String> references) {
        List<PostedLine> lines = List.of(
                SampleBook.line("1010.ETH.house", scale, true, BigInteger.TEN),
                SampleBook.line("2010.ETH.cust_9", otherScale, false, BigInteger.TEN));
        JournalEntryPosted entry = new JournalEntryPosted(
                "entry_x", "deposit", Instant.EPOCH, LocalDate.EPOCH, lines, new TreeMap<>(references));
        return book.finish(partition, JournalEntryPosted.TYPE, JournalEntryPosted.SCHEMA, "entry_x", entry.toData())
                .bytes();
    }

    private static byte[] run(SampleBook book, long entries) {
        return run(book, entries == 0 ? "run_3" : "run_none", entries);
    }

    private static byte[] run(SampleBook book, String id, long entries) {
        AccrualRunCompleted run = new AccrualRunCompleted(
                id, entries, new TreeMap<>(Map.of()), CanonicalObject.builder().build());
        return book.finish("house", AccrualRunCompleted.TYPE, AccrualRunCompleted.SCHEMA, "run", run.toData())
                .bytes();
    }

    private static String changed(Path bundle, String path, UnaryOperator<String> change) throws IOException {
        Path copy = copy(bundle);
        String content = Files.readString(copy.resolve(path));
        String changed = change.apply(content);
        assertThat(changed).isNotEqualTo(content);
        Files.writeString(copy.resolve(path), changed);
        Forger.reseal(copy, bundles.signer, manifest -> manifest);
        Run run = Run.verify(copy, "--json");
        assertThat(run.exit()).as(run.out()).isEqualTo(1);
        return run.code();
    }

    private static String manifest(UnaryOperator<BundleManifest> change) throws IOException {
        Path copy = copy(bundles.first);
        Forger.reseal(copy, bundles.signer, change);
        Run run = Run.verify(copy, "--json");
        assertThat(run.exit()).as(run.out()).isEqualTo(1);
        return run.code();
    }

    private static BundleManifest with(
            BundleManifest m, long fromSize, long toSize, long entries, List<AssetTotal> totals) {
        return new BundleManifest(
                m.format(),
                m.origin(),
                m.exportSequence(),
                m.createdAt(),
                fromSize,
                toSize,
                Optional.empty(),
                m.periods(),
                entries,
                totals,
                m.files());
    }

    private static String reversed(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        Collections.reverse(lines);
        return String.join("\n", lines) + "\n";
    }

    private static String firstLineTwice(String text) {
        return text.substring(0, text.indexOf('\n') + 1) + text;
    }

    private static String text(byte[] leaf) {
        return new String(leaf, StandardCharsets.UTF_8);
    }

    private static Path copy(Path bundle) throws IOException {
        return Forger.copy(bundle, Files.createTempDirectory(directory, "copy").resolve("bundle"));
    }
}
