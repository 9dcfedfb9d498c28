package io.stakebook.benchmarks.design;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A yardstick: one call of a database function a transfer, each call its own transaction. */
abstract class FunctionDesign extends PoolDesign {

    private final String call;

    FunctionDesign(String title, String schema, String call) {
        super(title, schema);
        this.call = call;
    }

    abstract void bind(PreparedStatement statement, Transfer transfer) throws SQLException;

    @Override
    final Session session(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(call);
        return new Session() {
            @Override
            public void book(Transfer transfer) throws SQLException {
                bind(statement, transfer);
                statement.execute();
            }

            @Override
            public void close() throws SQLException {
                statement.close();
            }
        };
    }
}
