package io.stakebook.core.proof.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.leaf.EventBody;
import io.stakebook.core.proof.leaf.EventSchemas;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.leaf.LeafAccount;
import io.stakebook.core.proof.leaf.LeafBuilder;
import io.stakebook.core.proof.leaf.PostedLine;
import io.stakebook.core.proof.merkle.CompactRange;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.note.TestSigner;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleWriterTest {
    private static final String ORIGIN = "example.org/books/main";

    private final TestSigner signer = new TestSigner(ORIGIN);

    @Test
    void bundle_ofTwoEntries_readsAsFinanceExpects(@TempDir Path directory) throws IOException {
        Path bundle = directory.resolve("bundle");
        BundleWriter.write(
                ExportRequest.first(ORIGIN, Instant.EPOCH, 2, signer),
                leaves("5", "5").iterator(),
                bundle);

        assertThat(Files.readString(bundle.resolve("derived/trial-balance.csv")))
                .isEqualTo("account,chart_code,account_type,journal_account,asset,scale,opening_units,debit_units,"
                        + "credit_units,closing_units,opening,debits,credits,closing,chart_title\r\n"
                        + "1010.ETH.house,1010,assets,assets:1010:ETH:house,ETH,18,0,10,0,10,0.000000000000000000,"
                        + "0.000000000000000010,0.000000000000000000,0.000000000000000010,\"Client omnibus, hot\"\r\n"
                        + "2010.ETH.cust_1,2010,liabilities,liabilities:2010:ETH:cust_1,ETH,18,0,0,10,-10,"
                        + "0.000000000000000000,0.000000000000000000,0.000000000000000010,-0.000000000000000010,"
                        + "\"Client available, spot\"\r\n");
        assertThat(Files.readString(bundle.resolve("derived/journal.hledger"))).endsWith("""

                        commodity ETH
                            format 1.000000000000000000 ETH

                        account assets:1010:ETH:house
                            ; Client omnibus, hot

                        account liabilities:2010:ETH:cust_1
                            ; Client available, spot

                        2026-03-01=1970-01-01 * (0) deposit | entry_0
                            ; kind: deposit
                            ; memo: =2+2
                            assets:1010:ETH:house  0.000000000000000005 ETH
                            liabilities:2010:ETH:cust_1  -0.000000000000000005 ETH

                        2026-03-01=1970-01-01 * (1) deposit | entry_1
                            ; kind: deposit
                            ; memo: =2+2
                            assets:1010:ETH:house  0.000000000000000005 ETH
                            liabilities:2010:ETH:cust_1  -0.000000000000000005 ETH
                        """);
        assertThat(Files.readString(bundle.resolve("derived/postings.csv"))).contains(",'=2+2,1,");
        BundleManifest manifest = BundleManifest.parse(Files.readAllBytes(bundle.resolve("manifest.json")));
        assertThat(manifest.totals()).containsExactly(new AssetTotal("ETH", 18, BigInteger.TEN, 4));
        assertThat(manifest.files())
                .extracting(BundleFile::path)
                .isEqualTo(BundleLayout.listed(0, 2))
                .doesNotContain("opening/state.jsonl");
    }

    @Test
    void bundle_ofAnEmptyLog_isWritten(@TempDir Path directory) throws IOException {
        WrittenBundle written = BundleWriter.write(
                ExportRequest.first(ORIGIN, Instant.EPOCH, 0, signer),
                List.<byte[]>of().iterator(),
                directory.resolve("empty"));

        assertThat(written.checkpoint().root()).isEqualTo(new CompactRange().root());
    }

    @Test
    void nothing_isSigned_whenTheEventsAreNoBook(@TempDir Path directory) throws IOException {
        refuses(directory, leaves("5", "4"), 2, "entry_unbalanced");
        refuses(directory, leaves("5", "5").subList(0, 1), 2, "sequence_mismatch");
        refuses(directory, leaves("5", "5"), 1, "sequence_mismatch");
        refuses(directory, leaves("5", "5").subList(1, 2), 1, "sequence_mismatch");
        ExportRequest plain = ExportRequest.first(ORIGIN, Instant.EPOCH, 2, signer);
        ExportRequest otherRoot = new ExportRequest(
                ORIGIN,
                Instant.EPOCH,
                plain.before(),
                2,
                new BookState(),
                Optional.of(Hash.sha256(new byte[0])),
                Optional.empty(),
                Optional.empty(),
                new CompactRange(),
                List.of(),
                signer);
        Path bundle = directory.resolve("other-root");
        assertThatThrownBy(() -> BundleWriter.write(otherRoot, leaves("5", "5").iterator(), bundle))
                .isInstanceOf(BookViolation.class)
                .hasMessageContaining("our log has");
        assertThat(bundle.resolve(BundleLayout.CHECKPOINT)).doesNotExist();
    }

    @Test
    void manifest_namesTheMonthsThatItsEventsClosed_eachOnce(@TempDir Path directory) throws IOException {
        List<byte[]> leaves = new ArrayList<>();
        Optional<Leaf> previous = Optional.empty();
        for (String event : List.of("closed 2026-03", "closed 2026-02", "reopened 2026-03", "closed 2026-03")) {
            String name = "period." + event.substring(0, event.indexOf(' '));
            String month = event.substring(event.indexOf(' ') + 1);
            EventBody body = new EventBody(
                    "evt_" + leaves.size(),
                    EventSchemas.typeOf(name),
                    ORIGIN,
                    month,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    "house",
                    EventSchemas.schemaOf(name),
                    "0".repeat(32),
                    CanonicalObject.builder().put("period_id", month).build());
            Leaf leaf = new LeafBuilder().finish(body, leaves.size(), leaves.size() + 1L, previous.map(Leaf::hash));
            leaves.add(leaf.bytes());
            previous = Optional.of(leaf);
        }

        WrittenBundle written = BundleWriter.write(
                ExportRequest.first(ORIGIN, Instant.EPOCH, 4, signer), leaves.iterator(), directory.resolve("bundle"));

        assertThat(written.manifest().periods()).containsExactly("2026-02", "2026-03");
    }

    @Test
    void event_ofAnotherLog_isNotWritten(@TempDir Path directory) {
        TestSigner other = new TestSigner("other.example/log");

        assertThatThrownBy(() -> BundleWriter.write(
                        ExportRequest.first("other.example/log", Instant.EPOCH, 2, other),
                        leaves("5", "5").iterator(),
                        directory.resolve("other")))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("event 0 has the source " + ORIGIN + ", the log is other.example/log");
    }

    @Test
    void request_thatContradictsItself_isRefused() {
        assertThatThrownBy(() -> ExportRequest.first("other.example", Instant.EPOCH, 0, signer))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("the signer is named");
        assertThatThrownBy(() -> new ExportRequest(
                        ORIGIN,
                        Instant.EPOCH,
                        new CompactRange(),
                        1,
                        new BookState(),
                        Optional.empty(),
                        Optional.of(new byte[1]),
                        Optional.empty(),
                        new CompactRange(),
                        List.of(),
                        signer))
                .hasMessageContaining("previous checkpoint");
    }

    @Test
    void directory_thatIsNotEmpty_isLeftAlone(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("mine"), "x");

        assertThatThrownBy(() -> BundleWriter.write(
                        ExportRequest.first(ORIGIN, Instant.EPOCH, 0, signer),
                        List.<byte[]>of().iterator(),
                        directory))
                .isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("mine"));
        }
    }

    @Test
    void csvCell_isQuotedWhereRfc4180AsksForIt() {
        assertThat(CsvText.quoted("plain")).isEqualTo("plain");
        assertThat(CsvText.quoted("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
        assertThat(CsvText.quoted(" blank ")).isEqualTo("\" blank \"");
    }

    private void refuses(Path directory, List<byte[]> leaves, int size, String code) throws IOException {
        Path bundle = Files.createTempDirectory(directory, "refused").resolve("bundle");
        assertThatThrownBy(() -> BundleWriter.write(
                        ExportRequest.first(ORIGIN, Instant.EPOCH, size, signer), leaves.iterator(), bundle))
                .isInstanceOfSatisfying(
                        BookViolation.class,
                        violation -> assertThat(violation.code()).isEqualTo(code));
        assertThat(bundle.resolve(BundleLayout.CHECKPOINT)).doesNotExist();
    }

    @Test
    void reservation_andItsRelease_moveNothingInTheBooksOfTheBundle(@TempDir Path directory) throws IOException {
        Path bundle = directory.resolve("bundle");
        List<byte[]> leaves = leaves(
                JournalEntryPosted.RESERVED,
                "urn:stakebook:schema:journal-entry-reserved:1",
                Map.of("expires_at", "2026-03-02T00:00:00.000000Z"),
                "5",
                "5");
        BundleWriter.write(ExportRequest.first(ORIGIN, Instant.EPOCH, 2, signer), leaves.iterator(), bundle);

        assertThat(Files.readString(bundle.resolve("derived/postings.csv")).lines())
                .hasSize(1);
        assertThat(BundleManifest.parse(Files.readAllBytes(bundle.resolve("manifest.json")))
                        .totals())
                .isEmpty();
    }

    @Test
    void reservation_thatDoesNotBalance_isNoBook(@TempDir Path directory) throws IOException {
        List<byte[]> leaves = leaves(
                JournalEntryPosted.RELEASED,
                "urn:stakebook:schema:journal-entry-released:1",
                Map.of("reservation_id", "entry_9"),
                "5",
                "4");

        refuses(directory, leaves, 2, "entry_unbalanced");
    }

    private static List<byte[]> leaves(String debit, String credit) {
        return leaves(JournalEntryPosted.TYPE, JournalEntryPosted.SCHEMA, Map.of("memo", "=2+2"), debit, credit);
    }

    private static List<byte[]> leaves(
            String type, String schema, Map<String, String> references, String debit, String credit) {
        List<byte[]> leaves = new ArrayList<>();
        Optional<Leaf> previous = Optional.empty();
        for (int i = 0; i < 2; i++) {
            JournalEntryPosted entry = new JournalEntryPosted(
                    "entry_" + i,
                    "deposit",
                    Instant.EPOCH,
                    LocalDate.of(2026, 3, 1),
                    List.of(
                            new PostedLine(
                                    LeafAccount.parse("1010.ETH.house"),
                                    18,
                                    PostedLine.Side.DEBIT,
                                    new BigInteger(debit)),
                            new PostedLine(
                                    LeafAccount.parse("2010.ETH.cust_1"),
                                    18,
                                    PostedLine.Side.CREDIT,
                                    new BigInteger(credit))),
                    new TreeMap<>(references));
            EventBody body = new EventBody(
                    "evt_" + i,
                    type,
                    ORIGIN,
                    entry.entryId(),
                    Instant.EPOCH,
                    Instant.EPOCH,
                    "cust_1",
                    schema,
                    "0".repeat(32),
                    entry.toData());
            Leaf leaf = new LeafBuilder().finish(body, i, i + 1L, previous.map(Leaf::hash));
            leaves.add(leaf.bytes());
            previous = Optional.of(leaf);
        }
        return leaves;
    }
}
