package io.stakebook.persistence.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections on which something happens just before each query that holds a text. */
public final class Interrupted extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    /** What happens; it may end the connection. */
    @FunctionalInterface
    public interface Meanwhile {
        void happens(Connection connection) throws SQLException;
    }

    private final String text;
    private final transient Meanwhile meanwhile;

    public Interrupted(TestDatabase database, String text, Meanwhile meanwhile) {
        this.text = text;
        this.meanwhile = meanwhile;
        setUrl(database.url());
        setUser("postgres");
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Interrupted.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement") && ((String) arguments[0]).contains(text)) {
                        meanwhile.happens(real);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
