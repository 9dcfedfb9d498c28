package io.stakebook.persistence.reconciliation;

import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.BreakType;
import io.stakebook.core.reconciliation.Expected;
import io.stakebook.core.reconciliation.Proposal;
import io.stakebook.core.reconciliation.Resolution;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads break rows. */
final class BreakRows {

    static final String SELECT = """
            select break_id, statement_id, provider, type, product_id, asset, day, line, reported, accrued, commission,
                   receivable, corrected, corrections, tolerance, owner, opened_at, notes, proposed_note, proposed_by,
                   proposed_at, resolution, resolution_note, resolved_by, approved_by, resolved_at, entry_id
              from reward_break
            """;

    private BreakRows() {}

    static List<Break> read(PreparedStatement select) throws SQLException {
        return Rows.all(select, BreakRows::one);
    }

    static Break one(ResultSet row) throws SQLException {
        return new Break(
                new BreakId(row.getObject("break_id", UUID.class)),
                new StatementId(row.getObject("statement_id", UUID.class)),
                row.getString("provider"),
                BreakType.valueOf(row.getString("type")),
                new ProductId(row.getString("product_id")),
                new AssetCode(row.getString("asset")),
                row.getObject("day", LocalDate.class),
                row.getInt("line"),
                Columns.units(row, "reported"),
                new Expected(
                        Columns.units(row, "accrued"),
                        Columns.units(row, "commission"),
                        row.getBoolean("receivable"),
                        Columns.units(row, "corrected"),
                        row.getLong("corrections"),
                        Columns.units(row, "tolerance")),
                row.getString("owner"),
                Columns.time(row, "opened_at"),
                row.getLong("notes"),
                proposal(row),
                resolution(row));
    }

    private static @Nullable Proposal proposal(ResultSet row) throws SQLException {
        String by = row.getString("proposed_by");
        return by == null ? null : new Proposal(row.getString("proposed_note"), by, Columns.time(row, "proposed_at"));
    }

    private static @Nullable Resolution resolution(ResultSet row) throws SQLException {
        String kind = row.getString("resolution");
        if (kind == null) {
            return null;
        }
        UUID entry = Columns.uuidOrNull(row, "entry_id");
        return new Resolution(
                Resolution.Kind.valueOf(kind),
                row.getString("resolution_note"),
                row.getString("resolved_by"),
                row.getString("approved_by"),
                Columns.time(row, "resolved_at"),
                entry == null ? null : new EntryId(entry));
    }
}
