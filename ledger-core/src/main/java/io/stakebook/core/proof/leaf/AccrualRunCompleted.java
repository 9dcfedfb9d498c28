package io.stakebook.core.proof.leaf;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.canonical.CanonicalArray;
import io.stakebook.core.proof.canonical.CanonicalObject;
import io.stakebook.core.proof.canonical.CanonicalValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The control totals of an accrual run.
 *
 * <p>They cover every journal entry with this {@code run_id} that the log holds before this event: {@code entries} counts
 * them, {@code totals} sums their debits per asset in smallest units. A verifier recomputes both.
 *
 * @param runId the run
 * @param entries journal entries of the run
 * @param totals debits of those entries by asset; no asset without movement
 * @param extras further members, all strings or integers: {@code product_id}, {@code business_date}, {@code inputs_hash},
 *     {@code lines}, {@code from}, {@code to}, {@code yield_source}
 */
public record AccrualRunCompleted(
        String runId, long entries, SortedMap<String, BigInteger> totals, CanonicalObject extras) {

    public static final String TYPE = "io.stakebook.accrual.run.completed.v1";
    public static final String SCHEMA = "urn:stakebook:schema:accrual-run-completed:1";

    private static final Set<String> REQUIRED = Set.of("run_id", "entries", "totals");
    private static final Set<String> EXTRAS =
            Set.of("product_id", "business_date", "inputs_hash", "lines", "from", "to", "yield_source");
    private static final Set<String> TOTAL_MEMBERS = Set.of("asset", "units");
    private static final Pattern UNITS = Pattern.compile("[1-9][0-9]{0,59}");

    public AccrualRunCompleted {
        totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
        extras.requireMembers(Set.of(), EXTRAS);
        if (entries < 0) {
            throw new Malformed("run " + runId + " cannot have " + entries + " entries");
        }
    }

    /** The leaf's {@code data}. */
    public CanonicalObject toData() {
        List<CanonicalValue> rows = new ArrayList<>();
        for (Map.Entry<String, BigInteger> total : totals.entrySet()) {
            rows.add(CanonicalObject.builder()
                    .put("asset", total.getKey())
                    .put("units", total.getValue().toString())
                    .build());
        }
        return CanonicalObject.builder()
                .put("run_id", runId)
                .put("entries", entries)
                .put("totals", CanonicalArray.of(rows))
                .putAll(extras)
                .build();
    }

    /** Reads {@link #toData}; throws {@link Malformed} for any other shape. */
    public static AccrualRunCompleted from(CanonicalObject data) {
        data.requireMembers(REQUIRED, EXTRAS);
        SortedMap<String, BigInteger> totals = new TreeMap<>();
        for (CanonicalValue row : data.array("totals").values()) {
            if (!(row instanceof CanonicalObject total)) {
                throw new Malformed("a control total must be an object");
            }
            total.requireMembers(TOTAL_MEMBERS, Set.of());
            String asset = total.text("asset");
            String units = total.text("units");
            if (!UNITS.matcher(units).matches()) {
                throw new Malformed("control total of " + asset + ": units '" + units + "' are not above zero");
            }
            if (!totals.isEmpty() && asset.compareTo(totals.lastKey()) <= 0) {
                throw new Malformed("control totals must be sorted by asset, each once");
            }
            totals.put(asset, new BigInteger(units));
        }
        CanonicalObject.Builder extras = CanonicalObject.builder();
        data.members().forEach((name, value) -> {
            if (EXTRAS.contains(name)) {
                extras.put(name, value);
            }
        });
        return new AccrualRunCompleted(data.text("run_id"), data.integer("entries"), totals, extras.build());
    }
}
