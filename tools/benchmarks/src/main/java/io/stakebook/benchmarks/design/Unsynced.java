package io.stakebook.benchmarks.design;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections whose commits do not wait for the disk, to learn what waiting costs. The engine insists on waiting when it
 * opens a session; these connections hear something else.
 */
final class Unsynced {

    private static final String INSISTING = "set synchronous_commit = on";
    private static final String LAX = "set synchronous_commit = off";

    private volatile boolean heard;

    /** True once a session was told not to wait. */
    boolean heard() {
        return heard;
    }

    DataSource of(DataSource source) {
        return wrap(DataSource.class, source);
    }

    private <T> T wrap(Class<T> type, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> call(real, method, arguments);
        return type.cast(Proxy.newProxyInstance(Unsynced.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private @Nullable Object call(Object real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] said = arguments == null ? new Object[0] : arguments.clone();
        if (real instanceof Statement && said.length > 0 && said[0] instanceof String sql && sql.contains(INSISTING)) {
            said[0] = sql.replace(INSISTING, LAX);
            heard = true;
        }
        try {
            @Nullable Object result = method.invoke(real, said);
            if (method.getName().equals("getConnection") && result instanceof Connection connection) {
                return wrap(Connection.class, connection);
            }
            // Prepared statements carry no session settings and stay as they are.
            if (method.getName().equals("createStatement") && result instanceof Statement statement) {
                return wrap(Statement.class, statement);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
