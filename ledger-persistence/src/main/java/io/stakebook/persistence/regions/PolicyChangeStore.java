package io.stakebook.persistence.regions;

import io.stakebook.core.id.ChangeId;
import io.stakebook.core.regions.PolicyChange;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Lines;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.policy.change.ChangeRequest;
import io.stakebook.policy.change.ChangeState;
import io.stakebook.policy.change.Direction;
import io.stakebook.policy.change.ImpactPreview;
import io.stakebook.policy.change.Move;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locks and writes change requests. */
public final class PolicyChangeStore implements RecordStore<PolicyChange> {

    static final String SELECT = "select * from policy_change";

    private static final String LOCK = SELECT + " where change_id = any (?) order by change_id for update";

    private static final String COLUMNS = """
            (change_id, state, reason, authors, base_version, base_hash, proposed_version, proposed, direction,
             preview_hash, preview_at, preview_data_set, preview_cells, approvals, effective_at, expires_at, note,
             proposed_at, changed_at, version, region, moved_from, moved_to, law, ended_by)
            """;

    private static final String ARRAYS =
            "unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String INSERT = "insert into policy_change " + COLUMNS + "select * from " + ARRAYS;

    private static final String UPDATE = """
            update policy_change c
               set state = u.state, authors = u.authors, proposed_version = u.proposed_version, proposed = u.proposed,
                   direction = u.direction, preview_hash = u.preview_hash, preview_at = u.preview_at,
                   preview_data_set = u.preview_data_set, preview_cells = u.preview_cells, approvals = u.approvals,
                   effective_at = u.effective_at, expires_at = u.expires_at, note = u.note, changed_at = u.changed_at,
                   version = u.version, law = u.law, ended_by = u.ended_by
              from
            """ + ARRAYS + " as u " + COLUMNS + " where c.change_id = u.change_id";

    @Override
    public Class<PolicyChange> type() {
        return PolicyChange.class;
    }

    @Override
    public List<PolicyChange> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.readByUuid(
                connection, LOCK, sortedIds, id -> ChangeId.parse(id).value(), PolicyChangeStore::read);
    }

    static PolicyChange read(ResultSet row) throws SQLException {
        ChangeId id = new ChangeId(row.getObject("change_id", UUID.class));
        ChangeRequest request = new ChangeRequest(
                id.toString(),
                new TreeSet<>(Lines.split(row.getString("authors"))),
                row.getLong("base_version"),
                row.getString("base_hash"),
                RegionLines.states(row.getLong("proposed_version"), row.getString("proposed")),
                Direction.valueOf(row.getString("direction")),
                move(row),
                ChangeState.valueOf(row.getString("state")),
                preview(row),
                RegionLines.approvals(row.getString("approvals")),
                law(row),
                Optional.ofNullable(Columns.timeOrNull(row, "effective_at")),
                Optional.ofNullable(Columns.timeOrNull(row, "expires_at")),
                row.getString("note"),
                row.getString("ended_by"));
        return new PolicyChange(
                id,
                request,
                row.getString("reason"),
                Columns.time(row, "proposed_at"),
                Columns.time(row, "changed_at"),
                row.getLong("version"));
    }

    private static Optional<Move> move(ResultSet row) throws SQLException {
        @Nullable String region = row.getString("region");
        return region == null
                ? Optional.empty()
                : Optional.of(new Move(
                        Region.parse(region),
                        RegionState.valueOf(row.getString("moved_from")),
                        RegionState.valueOf(row.getString("moved_to"))));
    }

    private static Optional<RegionStates> law(ResultSet row) throws SQLException {
        @Nullable String law = row.getString("law");
        return law == null ? Optional.empty() : Optional.of(RegionLines.states(row.getLong("base_version") + 1, law));
    }

    private static Optional<ImpactPreview> preview(ResultSet row) throws SQLException {
        @Nullable String hash = row.getString("preview_hash");
        return hash == null
                ? Optional.empty()
                : Optional.of(new ImpactPreview(
                        hash,
                        Columns.time(row, "preview_at"),
                        row.getString("preview_data_set"),
                        RegionLines.cells(row.getString("preview_cells"))));
    }

    @Override
    public void insert(Connection connection, List<PolicyChange> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<PolicyChange> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<PolicyChange> rows) {
        RowArrays arrays = new RowArrays(
                "uuid",
                "text",
                "text",
                "text",
                "int8",
                "text",
                "int8",
                "text",
                "text",
                "text",
                "timestamptz",
                "text",
                "text",
                "text",
                "timestamptz",
                "timestamptz",
                "text",
                "timestamptz",
                "timestamptz",
                "int8",
                "text",
                "text",
                "text",
                "text",
                "text");
        for (PolicyChange row : rows) {
            ChangeRequest request = row.request();
            @Nullable Move move = request.move().orElse(null);
            @Nullable ImpactPreview preview = request.preview().orElse(null);
            arrays.add(
                    row.id().value(),
                    request.state(),
                    row.reason(),
                    Lines.join(List.copyOf(request.authors())),
                    request.baseVersion(),
                    request.baseHash(),
                    request.proposed().version(),
                    RegionLines.toggles(request.proposed()),
                    request.direction(),
                    preview == null ? null : preview.contentHash(),
                    preview == null ? null : preview.takenAt(),
                    preview == null ? null : preview.dataSet(),
                    preview == null ? null : RegionLines.cells(preview.cells()),
                    RegionLines.approvals(request.approvals()),
                    request.effectiveAt().orElse(null),
                    request.expiresAt().orElse(null),
                    request.note(),
                    row.proposedAt(),
                    row.changedAt(),
                    row.version(),
                    move == null ? null : move.region().code(),
                    move == null ? null : move.from(),
                    move == null ? null : move.to(),
                    request.law().map(RegionLines::toggles).orElse(null),
                    request.endedBy());
        }
        return arrays;
    }
}
