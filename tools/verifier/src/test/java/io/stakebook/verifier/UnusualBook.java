package io.stakebook.verifier;

import io.stakebook.core.proof.leaf.EventBody;
import io.stakebook.core.proof.leaf.EventSchemas;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.leaf.LeafBuilder;
import io.stakebook.core.proof.leaf.PostedLine;
import io.stakebook.core.proof.merkle.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A small book of everything that an entry may hold and a reader of plain text or CSV may stumble over. Its events are the
 * same each time and name no key; the golden bundles hold them, so they never change.
 */
final class UnusualBook {
    /** Where its first bundle ends. */
    static final int FIRST = 8;

    private static final String ALICE = "cust_alice";
    private static final String BOB = "cust_bob";
    private static final Instant START = Instant.parse("2026-03-01T08:00:00.123456Z");
    private static final BigInteger MOST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

    private final LeafBuilder builder = new LeafBuilder();
    private final Map<String, Leaf> heads = new HashMap<>();
    private final List<byte[]> leaves = new ArrayList<>();

    private UnusualBook() {}

    static List<byte[]> leaves() {
        UnusualBook book = new UnusualBook();
        book.march();
        book.april();
        return book.leaves;
    }

    private void march() {
        posted(
                ALICE,
                "deposit",
                "2026-03-01",
                START,
                Map.of(
                        "customer_id",
                        ALICE,
                        "posted_by",
                        "=desk|1, \"night\"",
                        "memo",
                        "=cmd|'/c calc'!A1; =1+1, date:2026-99-99, \"quoted\""),
                both("1010.ETH.house", "2010.ETH." + ALICE, 18, new BigInteger("32000000000000000007")));
        posted(
                BOB,
                "deposit",
                "2026-03-01",
                START,
                Map.of("customer_id", BOB, "decision_id", "dec_1", "memo", "50% of 100%25 ; [12] :tag: a:: b @ # 'n"),
                both("1010.1INCH.house", "2010.1INCH." + BOB, 0, MOST));
        posted(
                ALICE,
                "deposit",
                "2026-03-02",
                START,
                Map.of("customer_id", ALICE, "memo", ",".repeat(1000)),
                both("1010.42.house", "2010.42." + ALICE, 3, MOST));
        posted(
                ALICE,
                "subscribe",
                "2026-03-02",
                START,
                Map.of("customer_id", ALICE, "product_id", "prod_eth", "position_id", "pos_1", "memo", "'=1+1"),
                both("2010.ETH." + ALICE, "2040.ETH." + ALICE + ".pos_1", 18, new BigInteger("1000000000000000000")));
        posted(
                ALICE,
                "accrual",
                "2026-03-02",
                START,
                Map.of("run_id", "run_1", "product_id", "prod_eth", "yield_source", "PROTOCOL_STAKING"),
                both("5010.ETH.house", "2110.ETH." + ALICE + ".pos_1", 18, BigInteger.ONE));
        posted(
                ALICE,
                "deposit",
                "2026-03-01",
                Instant.parse("2026-02-28T23:59:59.999999Z"),
                Map.of("carried_from", "2026-02-28", "memo", "＝1+1 – naïve 🙂 \u202Eabc"),
                both("1020.XYZ.house", "2010.XYZ." + ALICE, 38, MOST));
        entry(
                JournalEntryPosted.RESERVED,
                EventSchemas.schemaOf("journal.entry.reserved"),
                ALICE,
                "withdrawal",
                "2026-03-02",
                START,
                Map.of("expires_at", "2026-03-03T00:00:00.000000Z", "memo", "set aside"),
                both("2010.ETH." + ALICE, "2150.ETH." + ALICE, 18, BigInteger.TEN));
        posted(
                ALICE,
                "withdrawal",
                "2026-03-02",
                START,
                Map.of("reservation_id", "entry_6", "posted_by", "ops", "memo", "  -5  "),
                both("2010.ETH." + ALICE, "2150.ETH." + ALICE, 18, BigInteger.TEN));
    }

    private void april() {
        posted(
                "house",
                "fund_house",
                "2026-04-01",
                START,
                Map.of("memo", "-5"),
                both("1210.ETH.house", "3010.ETH.house", 18, new BigInteger("4")));
        posted(
                "house",
                "conversion",
                "2026-04-01",
                Instant.parse("2026-04-02T00:00:00Z"),
                Map.of("memo", "", "posted_by", "@treasury"),
                List.of(
                        SampleBook.line("1210.ETH.house", 18, false, BigInteger.TWO),
                        SampleBook.line("3900.ETH.house", 18, true, BigInteger.TWO),
                        SampleBook.line("1210.42.house", 3, true, BigInteger.ONE),
                        SampleBook.line("3900.42.house", 3, false, BigInteger.ONE)));
        posted(
                "house",
                "commission",
                "2026-04-01",
                START,
                Map.of("memo", "a\"; \" =1+1;-2;b"),
                both("1210.ETH.house", "4010.ETH.house", 18, BigInteger.TWO));
        posted(
                BOB,
                "reversal",
                "2026-04-02",
                START,
                Map.of("reverses", "entry_1", "customer_id", BOB, "posted_by", "cust:bob"),
                both("2010.1INCH." + BOB, "1010.1INCH.house", 0, MOST));
    }

    /** One amount from the credited account to the debited one. */
    private static List<PostedLine> both(String debited, String credited, int scale, BigInteger units) {
        return List.of(SampleBook.line(debited, scale, true, units), SampleBook.line(credited, scale, false, units));
    }

    private void posted(
            String owner,
            String kind,
            String day,
            Instant effectiveAt,
            Map<String, String> references,
            List<PostedLine> lines) {
        entry(JournalEntryPosted.TYPE, JournalEntryPosted.SCHEMA, owner, kind, day, effectiveAt, references, lines);
    }

    private void entry(
            String type,
            String schema,
            String owner,
            String kind,
            String day,
            Instant effectiveAt,
            Map<String, String> references,
            List<PostedLine> lines) {
        int sequence = leaves.size();
        String id = "entry_" + sequence;
        JournalEntryPosted entry =
                new JournalEntryPosted(id, kind, effectiveAt, LocalDate.parse(day), lines, new TreeMap<>(references));
        String salt = Hash.sha256(id.getBytes(StandardCharsets.UTF_8)).toHex().substring(0, 32);
        EventBody body = new EventBody(
                id,
                type,
                SampleBook.ORIGIN,
                id,
                effectiveAt,
                START.plusSeconds(sequence),
                owner,
                schema,
                salt,
                entry.toData());
        Optional<Leaf> head = Optional.ofNullable(heads.get(owner));
        Leaf leaf =
                builder.finish(body, sequence, head.map(Leaf::accountSequence).orElse(0L) + 1, head.map(Leaf::hash));
        heads.put(owner, leaf);
        leaves.add(leaf.bytes());
    }
}
