package io.stakebook.core.proof.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalJson;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.merkle.TreeHasher;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LeafTest {
    private static final String CUSTOMER = "cust_01930000-0000-7000-8000-000000000001";

    private final JournalEntryPosted entry = new JournalEntryPosted(
            "entry_1",
            "deposit",
            Instant.parse("2026-03-01T00:00:00Z"),
            LocalDate.of(2026, 3, 1),
            List.of(
                    line("1010.ETH.house", PostedLine.Side.DEBIT, "1000000000000000001"),
                    line("2010.ETH." + CUSTOMER, PostedLine.Side.CREDIT, "1000000000000000001")),
            new TreeMap<>(Map.of("customer_id", CUSTOMER, "memo", "first deposit, naïve")));

    private final EventBody body = new EventBody(
            "evt_1",
            JournalEntryPosted.TYPE,
            "example.org/books/main",
            "entry_1",
            Instant.parse("2026-03-01T00:00:00Z"),
            Instant.parse("2026-03-01T00:00:01.234567Z"),
            CUSTOMER,
            JournalEntryPosted.SCHEMA,
            "00112233445566778899aabbccddeeff",
            entry.toData());

    @Test
    void leaf_finished_hasThePublishedBytes() {
        Leaf leaf = new LeafBuilder().finish(body, 7, 2, Optional.of(Hash.sha256(new byte[0])));

        assertThat(new String(leaf.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"accountprev\":\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\",\"accountseq\":2,"
                        + "\"data\":{\"business_date\":\"2026-03-01\",\"customer_id\":\"" + CUSTOMER + "\","
                        + "\"effective_at\":\"2026-03-01T00:00:00.000000Z\",\"entry_id\":\"entry_1\","
                        + "\"kind\":\"deposit\",\"memo\":\"first deposit, naïve\",\"postings\":["
                        + "{\"account\":\"1010.ETH.house\",\"asset\":\"ETH\",\"scale\":18,\"side\":\"debit\","
                        + "\"units\":\"1000000000000000001\"},"
                        + "{\"account\":\"2010.ETH." + CUSTOMER + "\",\"asset\":\"ETH\",\"scale\":18,"
                        + "\"side\":\"credit\",\"units\":\"1000000000000000001\"}]},"
                        + "\"datacontenttype\":\"application/json\","
                        + "\"dataschema\":\"urn:stakebook:schema:journal-entry-posted:1\",\"id\":\"evt_1\","
                        + "\"partitionkey\":\"" + CUSTOMER + "\",\"recordedtime\":\"2026-03-01T00:00:01.234567Z\","
                        + "\"salt\":\"00112233445566778899aabbccddeeff\",\"sequence\":\"00000000000000000007\","
                        + "\"source\":\"example.org/books/main\",\"specversion\":\"1.0\",\"subject\":\"entry_1\","
                        + "\"time\":\"2026-03-01T00:00:00.000000Z\","
                        + "\"type\":\"io.stakebook.journal.entry.posted.v1\"}");
        assertThat(leaf.hash()).isEqualTo(new TreeHasher().leaf(leaf.bytes()));
    }

    @Test
    void leaf_parsed_saysWhatWasBuilt() {
        Leaf built = new LeafBuilder().finish(body, 7, 1, Optional.empty());
        Leaf parsed = Leaf.parse(built.bytes());

        assertThat(parsed.body()).isEqualTo(body);
        assertThat(parsed.sequence()).isEqualTo(7);
        assertThat(parsed.accountSequence()).isEqualTo(1);
        assertThat(parsed.accountPrevious()).isEmpty();
        assertThat(parsed.hash()).isEqualTo(built.hash());
        assertThat(JournalEntryPosted.from(parsed.body().data())).isEqualTo(entry);
        assertThat(EventBody.parse(body.toBytes())).isEqualTo(body);
    }

    @Test
    void leaf_changedInAnyAttribute_isRefused() {
        String leaf = new String(
                new LeafBuilder().finish(body, 7, 1, Optional.empty()).bytes(), StandardCharsets.UTF_8);

        refuses(leaf.replace("\"accountseq\":1", "\"accountseq\":0"), "below 1");
        refuses(leaf.replace("\"accountseq\":1", "\"accountseq\":2"), "accountprev must be absent");
        refuses(leaf.replace("00000000000000000007", "7"), "20 digits");
        refuses(leaf.replace("00000000000000000007", "09999999999999999999"), "20 digits");
        refuses(leaf.replace("01.234567Z", "01.234Z"), "YYYY-MM-DD");
        refuses(leaf.replace("2026-03-01T00:00:01.2", "2026-02-30T00:00:01.2"), "YYYY-MM-DD");
        refuses(leaf.replace("2026-03-01T00:00:01.2", "2026-03-01T24:00:00.2"), "YYYY-MM-DD");
        refuses(leaf.replace("\"specversion\":\"1.0\"", "\"specversion\":\"1.1\""), "specversion");
        refuses(leaf.replace("application/json", "text/plain"), "datacontenttype");
        refuses(leaf.replace("\"salt\":\"00", "\"salt\":\"0A"), "salt");
        refuses(leaf.replace("\"salt\":\"00112233445566778899aabbccddeeff\",", ""), "salt is missing");
        refuses(leaf.replace("\"sequence\"", "\"saz\":1,\"sequence\""), "saz is not part");
    }

    @Test
    void entry_inAnyOtherShape_isRefused() {
        String data = new String(entry.toData().toBytes(), StandardCharsets.UTF_8);

        refusesData(data.replace("\"1000000000000000001\"", "1000000000001"), "units must be a string");
        refusesData(data.replace("1000000000000000001", "0"), "above zero");
        refusesData(data.replace("1000000000000000001", "-5"), "above zero");
        refusesData(data.replace("1000000000000000001", "05"), "above zero");
        refusesData(data.replace("1000000000000000001", "1".repeat(39)), "38 digits");
        refusesData(data.replace("\"side\":\"debit\"", "\"side\":\"left\""), "neither debit nor credit");
        refusesData(data.replace("\"asset\":\"ETH\"", "\"asset\":\"BTC\""), "is in BTC");
        refusesData(data.replace("1010.ETH.house", "9999.ETH.house"), "not in the chart");
        refusesData(data.replace("1010.ETH.house", "1010.ETH.bank"), "not chart.asset.owner");
        refusesData(data.replace("\"scale\":18", "\"scale\":39"), "scale 39");
        refusesData(data.replace("2026-03-01\",\"customer", "2026-3-1\",\"customer"), "YYYY-MM-DD");
        refusesData(data.replace("\"memo\"", "\"memi\""), "memi is not part");
    }

    @Test
    void entry_withATimeOrDayThatIsNone_saysWhichEntryAndMember() {
        String data = new String(entry.toData().toBytes(), StandardCharsets.UTF_8);
        String times = "YYYY-MM-DDThh:mm:ss.ffffffZ";

        refusesData(
                data.replace("\"kind\"", "\"expires_at\":\"soon\",\"kind\""),
                "entry entry_1: expires_at 'soon' is not " + times);
        refusesData(
                data.replace("2026-03-01T0", "now"),
                "entry entry_1: effective_at 'now0:00:00.000000Z' is not " + times);
        refusesData(
                data.replace("e\":\"2026-03-01\"", "e\":\"2026-02-30\""),
                "entry entry_1: business_date '2026-02-30' is not YYYY-MM-DD");
        for (String none : List.of("2026-02-30", "+12026-02-28", "-0001-01-01", "0000-01-01")) {
            refusesData(
                    data.replace("\"customer_id\"", "\"carried_from\":\"" + none + "\",\"customer_id\""),
                    "entry entry_1: carried_from '" + none + "' is not YYYY-MM-DD");
        }
    }

    @Test
    void entry_thatDoesNotBalance_saysByHowMuch() {
        JournalEntryPosted unbalanced = new JournalEntryPosted(
                "entry_2",
                "deposit",
                entry.effectiveAt(),
                entry.businessDate(),
                List.of(
                        line("1010.ETH.house", PostedLine.Side.DEBIT, "5"),
                        line("2010.ETH." + CUSTOMER, PostedLine.Side.CREDIT, "4")),
                new TreeMap<>());

        assertThat(entry.imbalance()).isEmpty();
        assertThat(unbalanced.imbalance()).containsExactly(Map.entry("ETH", BigInteger.ONE));
    }

    @Test
    void schemas_acceptWhatIsKnown_andNothingElse() {
        EventSchemas.check(body);
        EventSchemas.check(with(
                EventSchemas.typeOf("account.opened"),
                EventSchemas.schemaOf("account.opened"),
                CanonicalObject.builder().put("account_id", "a").put("more", 1).build()));

        assertThatThrownBy(() -> EventSchemas.check(with("io.stakebook.other.v1", "urn:x", entry.toData())))
                .hasMessageContaining("not known");
        assertThatThrownBy(() -> EventSchemas.check(with(JournalEntryPosted.TYPE, "urn:x", entry.toData())))
                .hasMessageContaining("unknown schema");
        assertThatThrownBy(() -> EventSchemas.check(with(
                        EventSchemas.typeOf("account.opened"),
                        EventSchemas.schemaOf("account.opened"),
                        CanonicalObject.builder().build())))
                .hasMessageContaining("account_id is missing");
    }

    @Test
    void runTotals_writtenAndRead_areTheSame() {
        AccrualRunCompleted run = new AccrualRunCompleted(
                "run_1",
                3,
                new TreeMap<>(Map.of("ETH", new BigInteger("12"), "BTC", BigInteger.TEN)),
                CanonicalObject.builder().put("product_id", "prod_1").build());

        assertThat(AccrualRunCompleted.from(run.toData())).isEqualTo(run);
    }

    private EventBody with(String type, String schema, CanonicalObject data) {
        return new EventBody(
                body.id(),
                type,
                body.source(),
                body.subject(),
                body.time(),
                body.recordedTime(),
                "house",
                schema,
                body.salt(),
                data);
    }

    private static void refuses(String leaf, String reason) {
        assertThatThrownBy(() -> Leaf.parse(leaf.getBytes(StandardCharsets.UTF_8)))
                .as(leaf)
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(reason);
    }

    private static void refusesData(String data, String reason) {
        assertThatThrownBy(() -> JournalEntryPosted.from(
                        CanonicalJson.readObject(data.getBytes(StandardCharsets.UTF_8), Leaf.LONGEST)))
                .as(data)
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(reason);
    }

    private static PostedLine line(String account, PostedLine.Side side, String units) {
        return new PostedLine(LeafAccount.parse(account), 18, side, new BigInteger(units));
    }
}
