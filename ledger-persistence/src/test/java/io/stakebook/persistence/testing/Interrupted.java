package io.stakebook.persistence.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections on which something may happen as they are made, and just before each query. */
public final class Interrupted extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    /** What happens; it may end the session. The query is empty when the connection has just been made. */
    @FunctionalInterface
    public interface Meanwhile {
        void happens(Connection session, String query) throws SQLException;
    }

    private final transient Meanwhile meanwhile;

    public Interrupted(TestDatabase database, Meanwhile meanwhile) {
        this.meanwhile = meanwhile;
        setUrl(database.url());
        setUser("postgres");
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        try {
            meanwhile.happens(real, "");
        } catch (SQLException e) {
            real.close();
            throw e;
        }
        return (Connection) Proxy.newProxyInstance(
                Interrupted.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        meanwhile.happens(real, (String) arguments[0]);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
