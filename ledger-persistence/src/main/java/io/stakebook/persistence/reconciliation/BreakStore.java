package io.stakebook.persistence.reconciliation;

import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.Proposal;
import io.stakebook.core.reconciliation.Resolution;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Adds breaks, hands them over and closes them. */
public final class BreakStore implements RecordStore<Break> {

    private static final String LOCK = BreakRows.SELECT + " where break_id = any (?) order by break_id for update";

    private static final String INSERT = """
            insert into reward_break (break_id, statement_id, provider, type, product_id, asset, day, line, reported,
                                      accrued, commission, receivable, corrected, corrections, tolerance, owner,
                                      opened_at, told)
            select *, true from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update reward_break b
               set owner = u.owner, notes = u.notes, proposed_note = u.proposed_note, proposed_by = u.proposed_by,
                   proposed_at = u.proposed_at, resolution = u.resolution, resolution_note = u.note, resolved_by = u.by,
                   approved_by = u.approved_by, resolved_at = u.at, entry_id = u.entry_id
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                   as u (break_id, owner, notes, proposed_note, proposed_by, proposed_at, resolution, note, by,
                         approved_by, at, entry_id)
             where b.break_id = u.break_id
            """;

    @Override
    public Class<Break> type() {
        return Break.class;
    }

    @Override
    public List<Break> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.readByUuid(
                connection, LOCK, sortedIds, id -> BreakId.parse(id).value(), BreakRows::one);
    }

    @Override
    public void insert(Connection connection, List<Break> rows) throws SQLException {
        RowArrays arrays = new RowArrays(
                "uuid",
                "uuid",
                "text",
                "text",
                "text",
                "text",
                "date",
                "int4",
                "numeric",
                "numeric",
                "numeric",
                "bool",
                "numeric",
                "int8",
                "numeric",
                "text",
                "timestamptz");
        for (Break row : rows) {
            arrays.add(
                    row.id().value(),
                    row.statement().value(),
                    row.provider(),
                    row.type(),
                    row.product(),
                    row.asset(),
                    row.day(),
                    row.line(),
                    row.reported(),
                    row.expected().accrued(),
                    row.expected().commission(),
                    row.expected().receivable(),
                    row.expected().corrected(),
                    row.expected().corrections(),
                    row.expected().tolerance(),
                    row.owner(),
                    row.openedAt());
        }
        execute(connection, INSERT, arrays);
    }

    @Override
    public void update(Connection connection, List<Break> rows) throws SQLException {
        RowArrays arrays = new RowArrays(
                "uuid",
                "text",
                "int8",
                "text",
                "text",
                "timestamptz",
                "text",
                "text",
                "text",
                "text",
                "timestamptz",
                "uuid");
        for (Break row : rows) {
            Proposal proposal = row.proposalOrNull();
            Resolution resolution = row.resolutionOrNull();
            arrays.add(
                    row.id().value(),
                    row.owner(),
                    row.notes(),
                    proposal == null ? null : proposal.note(),
                    proposal == null ? null : proposal.by(),
                    proposal == null ? null : proposal.at(),
                    resolution == null ? null : resolution.kind(),
                    resolution == null ? null : resolution.note(),
                    resolution == null ? null : resolution.by(),
                    resolution == null ? null : resolution.approvedByOrNull(),
                    resolution == null ? null : resolution.at(),
                    resolution == null
                            ? null
                            : resolution.entry().map(EntryId::value).orElse(null));
        }
        execute(connection, UPDATE, arrays);
    }

    private static void execute(Connection connection, String sql, RowArrays arrays) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            arrays.bind(connection, statement, 1);
            int written = statement.executeUpdate();
            if (written != arrays.size()) {
                throw new IllegalStateException("of " + arrays.size() + " breaks " + written + " were written");
            }
        }
    }
}
