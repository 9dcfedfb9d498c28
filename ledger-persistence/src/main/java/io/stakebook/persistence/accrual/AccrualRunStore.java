package io.stakebook.persistence.accrual;

import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.RunManifest;
import io.stakebook.core.accrual.RunState;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locks and writes accrual runs. */
public final class AccrualRunStore implements RecordStore<AccrualRun> {

    private static final String LOCK = """
            select r.* from unnest(?) as k (id)
              join accrual_run r
                on r.product_id = split_part(k.id, '/', 1) and r.day = split_part(k.id, '/', 2)::date
             order by r.product_id, r.day
               for update of r
            """;

    private static final String COLUMNS = """
            (run_id, product_id, day, asset, rate_version, state, started_at, completed_at, inputs_hash, portfolios,
             lines, entries, debits, base_units, commission_units, backed_units, unbacked_units, version)
            """;

    private static final String INSERT = "insert into accrual_run " + COLUMNS
            + "select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String UPDATE = """
            update accrual_run r
               set state = u.state, completed_at = u.completed_at, inputs_hash = u.inputs_hash,
                   portfolios = u.portfolios, lines = u.lines, entries = u.entries,
                   debits = u.debits, base_units = u.base_units,
                   commission_units = u.commission_units, backed_units = u.backed_units,
                   unbacked_units = u.unbacked_units, version = u.version
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as u
            """ + COLUMNS + " where r.run_id = u.run_id";

    @Override
    public Class<AccrualRun> type() {
        return AccrualRun.class;
    }

    @Override
    public List<AccrualRun> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        return Rows.read(
                connection,
                LOCK,
                lock -> lock.setArray(1, Columns.texts(connection, sortedIds)),
                AccrualRunStore::read);
    }

    private static AccrualRun read(ResultSet row) throws SQLException {
        @Nullable String inputsHash = row.getString("inputs_hash");
        return new AccrualRun(
                new RunId(row.getObject("run_id", UUID.class)),
                new ProductId(row.getString("product_id")),
                new AssetCode(row.getString("asset")),
                row.getObject("day", LocalDate.class),
                row.getInt("rate_version"),
                RunState.valueOf(row.getString("state")),
                Columns.time(row, "started_at"),
                Columns.timeOrNull(row, "completed_at"),
                inputsHash == null ? null : manifest(row, inputsHash),
                row.getLong("version"));
    }

    private static RunManifest manifest(ResultSet row, String inputsHash) throws SQLException {
        return new RunManifest(
                inputsHash,
                row.getLong("portfolios"),
                row.getLong("lines"),
                row.getLong("entries"),
                Columns.units(row, "debits"),
                Columns.units(row, "base_units"),
                Columns.units(row, "commission_units"),
                Columns.units(row, "backed_units"),
                Columns.units(row, "unbacked_units"));
    }

    @Override
    public void insert(Connection connection, List<AccrualRun> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<AccrualRun> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<AccrualRun> rows) {
        RowArrays arrays = new RowArrays(
                "uuid",
                "text",
                "date",
                "text",
                "int4",
                "text",
                "timestamptz",
                "timestamptz",
                "text",
                "int8",
                "int8",
                "int8",
                "numeric",
                "numeric",
                "numeric",
                "numeric",
                "numeric",
                "int8");
        for (AccrualRun row : rows) {
            RunManifest manifest = row.manifestOrNull();
            arrays.add(
                    row.id().value(),
                    row.product(),
                    row.day(),
                    row.asset(),
                    row.rateVersion(),
                    row.state(),
                    row.startedAt(),
                    row.completedAtOrNull(),
                    manifest == null ? null : manifest.inputsHash(),
                    manifest == null ? null : manifest.portfolios(),
                    manifest == null ? null : manifest.lines(),
                    manifest == null ? null : manifest.entries(),
                    manifest == null ? null : manifest.debits(),
                    manifest == null ? null : manifest.baseUnits(),
                    manifest == null ? null : manifest.commissionUnits(),
                    manifest == null ? null : manifest.backedUnits(),
                    manifest == null ? null : manifest.unbackedUnits(),
                    row.version());
        }
        return arrays;
    }
}
