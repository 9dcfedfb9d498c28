package io.stakebook.persistence.decision;

import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Lines;
import io.stakebook.policy.hash.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends decisions to their hash chain. Locks the head row, for which every batch with a decision waits, so as late as there can
 * be: {@code io.stakebook.persistence.posting} says what comes after it.
 *
 * <p>A row's hash is SHA-256 over the hash before it and the row's fields, each with its length in front: no two
 * different decisions have the same bytes.
 */
public final class DecisionChain {

    private static final String LOCK_HEAD = "select size, hash from decision_head for update";

    private static final String APPEND = """
            insert into policy_decision (seq, decision_id, customer_id, activity, outcome, permitted, reason, stage,
                http_status, rule, matched_rules, citations, exit_options, policy, policy_hash, regions_version,
                data_sets, facts_text, facts_hash, evaluated_at, valid_until, recorded_at, previous_hash, hash)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String MOVE_HEAD = "update decision_head set size = ?, hash = ?";

    /** Appends in the order given, inside the caller's transaction. */
    public void append(Connection connection, List<RecordedDecision> decisions) throws SQLException {
        if (decisions.isEmpty()) {
            return;
        }
        long size;
        byte[] hash;
        try (PreparedStatement head = connection.prepareStatement(LOCK_HEAD);
                ResultSet row = head.executeQuery()) {
            row.next();
            size = row.getLong(1);
            hash = row.getBytes(2);
        }
        try (PreparedStatement append = connection.prepareStatement(APPEND)) {
            for (RecordedDecision recorded : decisions) {
                size++;
                byte[] previous = hash;
                hash = hash(previous, recorded);
                bind(append, size, recorded, previous, hash);
                append.addBatch();
            }
            append.executeBatch();
        }
        try (PreparedStatement move = connection.prepareStatement(MOVE_HEAD)) {
            move.setLong(1, size);
            move.setBytes(2, hash);
            move.executeUpdate();
        }
    }

    private static void bind(PreparedStatement to, long seq, RecordedDecision recorded, byte[] previous, byte[] hash)
            throws SQLException {
        DecisionRecord d = recorded.decision();
        to.setLong(1, seq);
        to.setObject(2, d.id().value());
        to.setObject(3, d.customer() == null ? null : d.customer().value());
        to.setString(4, d.activity());
        to.setString(5, d.outcome());
        to.setBoolean(6, d.permitted());
        to.setString(7, d.reason());
        to.setString(8, d.stage());
        to.setInt(9, d.httpStatus());
        to.setString(10, d.rule());
        to.setString(11, Lines.join(d.matchedRules()));
        to.setString(12, Lines.join(d.citations()));
        to.setString(13, Lines.join(d.exitOptions()));
        to.setString(14, d.policy());
        to.setString(15, d.policyHash());
        to.setLong(16, d.regionsVersion());
        to.setString(17, d.dataSets());
        to.setString(18, d.factsText());
        to.setString(19, d.factsHash());
        to.setObject(20, Columns.time(d.evaluatedAt()));
        to.setObject(21, d.validUntil() == null ? null : Columns.time(d.validUntil()));
        to.setObject(22, Columns.time(recorded.recordedAt()));
        to.setBytes(23, previous);
        to.setBytes(24, hash);
    }

    /** The decision in a row of {@code policy_decision}. */
    public static RecordedDecision read(ResultSet row) throws SQLException {
        @Nullable UUID customer = Columns.uuidOrNull(row, "customer_id");
        DecisionRecord decision = new DecisionRecord(
                new DecisionId(row.getObject("decision_id", UUID.class)),
                customer == null ? null : new CustomerId(customer),
                row.getString("activity"),
                row.getString("outcome"),
                row.getBoolean("permitted"),
                row.getString("reason"),
                row.getString("stage"),
                row.getInt("http_status"),
                row.getString("rule"),
                Lines.split(row.getString("matched_rules")),
                Lines.split(row.getString("citations")),
                Lines.split(row.getString("exit_options")),
                row.getString("policy"),
                row.getString("policy_hash"),
                row.getLong("regions_version"),
                row.getString("data_sets"),
                row.getString("facts_text"),
                row.getString("facts_hash"),
                Columns.time(row, "evaluated_at"),
                Columns.timeOrNull(row, "valid_until"));
        return new RecordedDecision(decision, Columns.time(row, "recorded_at"));
    }

    /** The hash of a decision that follows {@code previous}. Times count in whole microseconds, as they are stored. */
    public static byte[] hash(byte[] previous, RecordedDecision recorded) {
        DecisionRecord d = recorded.decision();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(previous);
            text(out, d.id().toString());
            text(out, d.customer() == null ? null : d.customer().toString());
            text(out, d.activity());
            text(out, d.outcome());
            out.writeBoolean(d.permitted());
            text(out, d.reason());
            text(out, d.stage());
            out.writeInt(d.httpStatus());
            text(out, d.rule());
            texts(out, d.matchedRules());
            texts(out, d.citations());
            texts(out, d.exitOptions());
            text(out, d.policy());
            text(out, d.policyHash());
            out.writeLong(d.regionsVersion());
            text(out, d.dataSets());
            text(out, d.factsText());
            text(out, d.factsHash());
            text(out, Columns.time(d.evaluatedAt()).toString());
            text(
                    out,
                    d.validUntil() == null ? null : Columns.time(d.validUntil()).toString());
            text(out, Columns.time(recorded.recordedAt()).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sha256.digest().digest(bytes.toByteArray());
    }

    private static void texts(DataOutputStream out, List<String> values) throws IOException {
        out.writeInt(values.size());
        for (String value : values) {
            text(out, value);
        }
    }

    private static void text(DataOutputStream out, @Nullable String value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
