package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalArray;
import io.stakebook.core.proof.canonical.CanonicalJson;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.canonical.CanonicalValue;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.leaf.LeafAccount;
import io.stakebook.core.proof.leaf.LogKeyAdded;
import io.stakebook.core.proof.merkle.Hash;
import io.stakebook.core.proof.note.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file form of a {@link BookState}: one canonical object a line, first the size, then accounts, keys, partitions and
 * open runs, each sorted.
 */
public final class StateFile {
    private static final Pattern UNITS = Pattern.compile("0|[1-9][0-9]{0,59}");

    private StateFile() {}

    /** Writes the state; the only bytes it has. */
    public static void write(BookState state, OutputStream out) throws IOException {
        line(out, CanonicalObject.builder().put("row", "log").put("size", state.size()));
        for (AccountState account : state.sortedAccounts().values()) {
            line(
                    out,
                    CanonicalObject.builder()
                            .put("row", "account")
                            .put("account", account.name.toString())
                            .put("scale", account.scale)
                            .put("debits", account.debits().toString())
                            .put("credits", account.credits().toString()));
        }
        for (BookState.KeyEvent event : state.keys) {
            line(
                    out,
                    CanonicalObject.builder()
                            .put("row", "key")
                            .put("index", event.index())
                            .put("leaf_hash", event.leafHash().toBase64())
                            .put("key", event.key().toData()));
        }
        for (Map.Entry<String, BookState.Head> head : new TreeMap<>(state.heads).entrySet()) {
            line(
                    out,
                    CanonicalObject.builder()
                            .put("row", "partition")
                            .put("partitionkey", head.getKey())
                            .put("accountseq", head.getValue().accountSequence())
                            .put("leaf_hash", head.getValue().leafHash().toBase64()));
        }
        for (Map.Entry<String, RunTally> run : state.runs.entrySet()) {
            List<CanonicalValue> totals = new ArrayList<>();
            run.getValue()
                    .debits()
                    .forEach((asset, units) -> totals.add(CanonicalObject.builder()
                            .put("asset", asset)
                            .put("units", units.toString())
                            .build()));
            line(
                    out,
                    CanonicalObject.builder()
                            .put("row", "run")
                            .put("run_id", run.getKey())
                            .put("entries", run.getValue().entries())
                            .put("totals", CanonicalArray.of(totals)));
        }
    }

    private static void line(OutputStream out, CanonicalObject.Builder object) throws IOException {
        out.write(object.build().toBytes());
        out.write('\n');
    }

    /**
     * Reads the state at {@code size}.
     *
     * <p>Order is checked by the caller, who writes the state again and compares the bytes.
     *
     * @throws Malformed when a row is not one {@link #write} makes
     */
    public static BookState read(InputStream in, long size) throws IOException {
        BookState state = new BookState(size);
        LineReader lines = new LineReader(in, Leaf.LONGEST);
        Optional<byte[]> first = lines.next();
        if (first.isEmpty()
                || !CanonicalJson.readObject(first.get(), Leaf.LONGEST)
                        .equals(CanonicalObject.builder()
                                .put("row", "log")
                                .put("size", size)
                                .build())) {
            throw new Malformed("the state does not begin with the log's size of " + size);
        }
        long number = 1;
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            number++;
            try {
                row(state, CanonicalJson.readObject(line.get(), Leaf.LONGEST));
            } catch (Malformed e) {
                throw new Malformed("line " + number + ": " + e.getMessage());
            }
        }
        return state;
    }

    private static void row(BookState state, CanonicalObject row) {
        switch (row.text("row")) {
            case "account" -> account(state, row);
            case "key" -> {
                row.requireMembers(Set.of("row", "index", "leaf_hash", "key"), Set.of());
                LogKeyAdded added = LogKeyAdded.from(row.object("key"));
                VerifierKey.parse(added.vkey());
                long index = row.integer("index");
                long last = state.keys.isEmpty()
                        ? -1
                        : state.keys.get(state.keys.size() - 1).index();
                if (index <= last || index >= state.size()) {
                    throw new Malformed("the key of event " + index + " is not after " + last
                            + " and before the size of " + state.size());
                }
                state.keys.add(new BookState.KeyEvent(index, Hash.fromBase64(row.text("leaf_hash")), added));
            }
            case "partition" -> {
                row.requireMembers(Set.of("row", "partitionkey", "accountseq", "leaf_hash"), Set.of());
                state.heads.put(
                        row.text("partitionkey"),
                        new BookState.Head(row.integer("accountseq"), Hash.fromBase64(row.text("leaf_hash"))));
            }
            case "run" -> run(state, row);
            default -> throw new Malformed("the state has an unknown row '" + row.text("row") + "'");
        }
    }

    private static void account(BookState state, CanonicalObject row) {
        row.requireMembers(Set.of("row", "account", "scale", "debits", "credits"), Set.of());
        LeafAccount name = LeafAccount.parse(row.text("account"));
        long scale = row.integer("scale");
        if (scale < 0 || scale > 38) {
            throw new Malformed("account " + name + ": scale " + scale + " is outside 0 to 38");
        }
        state.checkScale(name.asset(), (int) scale);
        AccountState account =
                new AccountState(name, (int) scale, units(row.text("debits")), units(row.text("credits")));
        state.accounts.put(name.toString(), account);
    }

    private static void run(BookState state, CanonicalObject row) {
        row.requireMembers(Set.of("row", "run_id", "entries", "totals"), Set.of());
        SortedMap<String, BigInteger> totals = new TreeMap<>();
        for (CanonicalValue value : row.array("totals").values()) {
            if (!(value instanceof CanonicalObject total)) {
                throw new Malformed("a run's total must be an object");
            }
            total.requireMembers(Set.of("asset", "units"), Set.of());
            totals.put(total.text("asset"), units(total.text("units")));
        }
        state.runs.put(row.text("run_id"), new RunTally(row.integer("entries"), totals));
    }

    private static BigInteger units(String text) {
        if (!UNITS.matcher(text).matches()) {
            throw new Malformed("units '" + text + "' are not a plain decimal of at most 60 digits");
        }
        return new BigInteger(text);
    }
}
