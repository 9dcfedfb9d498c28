package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.Leaf;
import io.stakebook.core.proof.leaf.LeafTime;
import io.stakebook.core.proof.leaf.PostedLine;
import java.util.List;

/**
 * A row of {@code derived/postings.csv}.
 *
 * @param leaf the entry's event
 * @param entry the entry
 * @param leg number of the posting in its entry, from 1
 */
record PostingRow(Leaf leaf, JournalEntryPosted entry, int leg) {

    /** The columns of every format. A later one comes after those before it, whatever it is about. */
    static final List<Field<PostingRow>> COLUMNS = List.of(
            Field.of("sequence", row -> row.leaf.sequence()),
            Field.of("entry_id", row -> row.entry.entryId()),
            Field.of("kind", row -> row.entry.kind()),
            Field.of("business_date", row -> row.entry.businessDate()),
            Field.of("effective_at", row -> LeafTime.format(row.entry.effectiveAt())),
            Field.of("recorded_at", row -> LeafTime.format(row.leaf.body().recordedTime())),
            Field.of("account", row -> row.line().account()),
            Field.of("chart_code", row -> row.line().account().chart().code()),
            Field.of("account_type", row -> row.line().account().chart().type().journalRoot()),
            Field.of("owner", row -> row.line().account().owner()),
            Field.of("account_position", row -> row.line().account().position().orElse("")),
            Field.of("side", row -> row.line().side().word()),
            Field.of("asset", row -> row.line().asset()),
            Field.of("scale", row -> row.line().scale()),
            Field.of("units", row -> row.line().units()),
            Field.of("amount", row -> Decimal.of(row.line().units(), row.line().scale())),
            reference("customer_id"),
            reference("product_id"),
            reference("position_id"),
            reference("run_id"),
            reference("yield_source"),
            reference("reverses"),
            reference("decision_id"),
            reference("memo"),
            Field.<PostingRow>of("leg", row -> row.leg).since(BundleFormat.TWO),
            Field.<PostingRow>of(
                            "chart_title", row -> row.line().account().chart().title())
                    .since(BundleFormat.TWO),
            reference("carried_from").since(BundleFormat.TWO),
            reference("reservation_id").since(BundleFormat.TWO),
            reference("posted_by").since(BundleFormat.TWO));

    private PostedLine line() {
        return entry.postings().get(leg - 1);
    }

    private static Field<PostingRow> reference(String name) {
        return Field.of(name, row -> row.entry.reference(name).orElse(""));
    }
}
