package io.stakebook.persistence.posting.batch;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.posting.IdempotencyKey;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Outcomes that keys of this batch already have: from earlier transactions, then from earlier commands of the batch. */
public final class OutcomeLookup {

    private static final String FIND = """
            select i.scope, i.key, i.fingerprint, i.kind, i.status, i.content_type, i.location, i.body, i.recorded_at
              from unnest(?, ?) as k (scope, key)
              join idempotency i on i.scope = k.scope and i.key = k.key
            """;

    /** Of fixed size, so that the driver sends it together with what opens the transaction; most batches find nothing. */
    private static final String ANY = """
            select k.place
              from unnest(?, ?) with ordinality as k (scope, key, place)
              join idempotency i on i.scope = k.scope and i.key = k.key
            """;

    private record Known(String fingerprint, char kind, Answer answer, Instant recordedAt) {}

    private final Map<KeyName, Known> known = new HashMap<>();

    /** Reads what is committed. Runs after the batch's locks were taken, so that a rival on the same accounts is seen. */
    public void read(Connection connection, List<Ticket<?>> batch) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        RowArrays all = new RowArrays("text", "text");
        batch.forEach(ticket -> all.add(ticket.key().scope(), ticket.key().key()));
        RowArrays names = new RowArrays("text", "text");
        try (PreparedStatement any = connection.prepareStatement(ANY)) {
            all.bind(connection, any, 1);
            try (ResultSet row = any.executeQuery()) {
                while (row.next()) {
                    IdempotencyKey key =
                            batch.get(Math.toIntExact(row.getLong(1)) - 1).key();
                    names.add(key.scope(), key.key());
                }
            }
        }
        if (names.size() == 0) {
            return;
        }
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            names.bind(connection, find, 1);
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    known.put(new KeyName(row.getString(1), row.getString(2)), known(row));
                }
            }
        }
    }

    private static Known known(ResultSet row) throws SQLException {
        Answer answer = new Answer(row.getInt(5), row.getString(6), row.getString(7), row.getString(8));
        Instant recordedAt = Columns.time(row, "recorded_at");
        return new Known(row.getString(3), row.getString(4).charAt(0), answer, recordedAt);
    }

    public boolean has(IdempotencyKey key) {
        return known.containsKey(new KeyName(key.scope(), key.key()));
    }

    /** What a ticket whose key {@link #has} an outcome is told. */
    public Resolution resolve(Ticket<?> ticket) {
        IdempotencyKey key = ticket.key();
        Known found = known.get(new KeyName(key.scope(), key.key()));
        if (found == null) {
            throw new IllegalStateException("key " + key.key() + " has no outcome");
        }
        if (!found.fingerprint().equals(key.fingerprint())) {
            return new Resolution.Failed(new Rejected(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "idempotency key \"" + key.key() + "\" was used before with another request",
                    Map.of("key", key.key())));
        }
        return new Resolution.Kept(found.answer(), !ticket.wrote(found.recordedAt()), found.kind());
    }

    public void add(Effects.Kept kept) {
        known.put(
                new KeyName(kept.key().scope(), kept.key().key()),
                new Known(kept.key().fingerprint(), kept.kind(), kept.answer(), kept.recordedAt()));
    }
}
