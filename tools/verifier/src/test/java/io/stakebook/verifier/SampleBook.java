package io.stakebook.verifier;

import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.leaf.AccrualRunCompleted;
import io.stakebook.core.proof.leaf.EventBody;
import io.stakebook.core.proof.leaf.EventSchemas;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.leaf.LeafAccount;
import io.stakebook.core.proof.leaf.LeafBuilder;
import io.stakebook.core.proof.leaf.LogKeyAdded;
import io.stakebook.core.proof.leaf.PostedLine;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.note.VerifierKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An endless, repeatable book: a key, deposits and subscriptions, a daily accrual run over its customers, refusals. */
final class SampleBook implements Iterator<byte[]> {
    static final String ORIGIN = "stakebook.example/books/main";
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final BigInteger ETH = BigInteger.TEN.pow(18);

    private final Optional<VerifierKey> key;
    private final int customers;
    private final LeafBuilder builder = new LeafBuilder();
    private final Map<String, Leaf> heads = new HashMap<>();
    private final SortedMap<String, BigInteger> runTotals = new TreeMap<>();
    private long runEntries;
    private long sequence;

    SampleBook(VerifierKey key, int customers) {
        this.key = Optional.of(key);
        this.customers = customers;
    }

    /** A book whose log names no key. */
    SampleBook(int customers) {
        this.key = Optional.empty();
        this.customers = customers;
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public byte[] next() {
        return nextLeaf().bytes();
    }

    private Leaf nextLeaf() {
        if (sequence < 0) {
            throw new NoSuchElementException();
        }
        if (sequence == 0 && key.isPresent()) {
            LogKeyAdded added = new LogKeyAdded(key.get().toString(), 0);
            return finish("house", LogKeyAdded.TYPE, LogKeyAdded.SCHEMA, "key", added.toData());
        }
        long day = sequence / (customers + 3L);
        long step = sequence % (customers + 3L);
        if (step == 0) {
            return telling("account.opened", "account_id", "2010.ETH." + customer(day));
        }
        if (step == 1) {
            return telling("policy.decision.refused", "decision_id", "dec_" + day);
        }
        if (step == 2) {
            return complete(day);
        }
        return customerEntry(day, (int) step - 3);
    }

    private Leaf telling(String name, String member, String value) {
        return finish(
                "house",
                EventSchemas.typeOf(name),
                EventSchemas.schemaOf(name),
                value,
                CanonicalObject.builder()
                        .put(member, value)
                        .put("reason", "CN_DOMESTIC")
                        .build());
    }

    private Leaf complete(long day) {
        AccrualRunCompleted run = new AccrualRunCompleted(
                "run_" + (day - 1),
                runEntries,
                runTotals,
                CanonicalObject.builder().put("product_id", "prod_flex").build());
        runEntries = 0;
        runTotals.clear();
        return finish("house", AccrualRunCompleted.TYPE, AccrualRunCompleted.SCHEMA, run.runId(), run.toData());
    }

    private Leaf customerEntry(long day, int index) {
        String customer = customer(index);
        SortedMap<String, String> references = new TreeMap<>(Map.of("customer_id", customer));
        if (day == 0) {
            BigInteger units = ETH.multiply(BigInteger.valueOf(index + 1L)).add(BigInteger.valueOf(7));
            references.put("memo", "=deposit, \"first\" of " + customer + " – naïve");
            return entry(
                    customer,
                    "deposit",
                    day,
                    references,
                    List.of(
                            line("1010.ETH.house", 18, true, units),
                            line("2010.ETH." + customer, 18, false, units),
                            line("1010.USDT.house", 6, true, BigInteger.valueOf(1_000_001)),
                            line("2010.USDT." + customer, 6, false, BigInteger.valueOf(1_000_001))));
        }
        if (day == 1) {
            BigInteger units = ETH.multiply(BigInteger.valueOf(index + 1L));
            references.put("position_id", "pos_" + index);
            return entry(
                    customer,
                    "subscribe",
                    day,
                    references,
                    List.of(
                            line("2010.ETH." + customer, 18, true, units),
                            line("2040.ETH." + customer + ".pos_" + index, 18, false, units)));
        }
        BigInteger reward = BigInteger.valueOf(100_000_000_000_003L + day * 17 + index);
        references.put("run_id", "run_" + day);
        references.put("yield_source", "PROTOCOL_STAKING");
        runEntries++;
        runTotals.merge("ETH", reward, BigInteger::add);
        return entry(
                customer,
                "accrual",
                day,
                references,
                List.of(line("5010.ETH.house", 18, true, reward), line("2110.ETH." + customer, 18, false, reward)));
    }

    private Leaf entry(
            String customer, String kind, long day, SortedMap<String, String> references, List<PostedLine> lines) {
        Instant at = START.plusSeconds(86_400 * day);
        String id = String.format(Locale.ROOT, "entry_%012d", sequence);
        JournalEntryPosted entry =
                new JournalEntryPosted(id, kind, at, LocalDate.ofInstant(at, ZoneOffset.UTC), lines, references);
        return finish(customer, JournalEntryPosted.TYPE, JournalEntryPosted.SCHEMA, id, entry.toData());
    }

    Leaf finish(String partition, String type, String schema, String subject, CanonicalObject data) {
        Instant at = START.plusSeconds(sequence).plusNanos(123_000);
        String salt = Hash.sha256(("salt" + sequence).getBytes(StandardCharsets.UTF_8))
                .toHex()
                .substring(0, 32);
        EventBody body = new EventBody("evt_" + sequence, type, ORIGIN, subject, at, at, partition, schema, salt, data);
        Optional<Leaf> head = Optional.ofNullable(heads.get(partition));
        Leaf leaf =
                builder.finish(body, sequence, head.map(Leaf::accountSequence).orElse(0L) + 1, head.map(Leaf::hash));
        heads.put(partition, leaf);
        sequence++;
        return leaf;
    }

    static String customer(long index) {
        return String.format(Locale.ROOT, "cust_01930000-0000-7000-8000-%012d", index);
    }

    static PostedLine line(String account, int scale, boolean debit, BigInteger units) {
        return new PostedLine(
                LeafAccount.parse(account), scale, debit ? PostedLine.Side.DEBIT : PostedLine.Side.CREDIT, units);
    }
}
