package io.stakebook.persistence.testing;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connects like another data source, but can lose the answer to a commit: the commit happens, the connection is gone. */
public final class CommitThief implements DataSource {

    private final DataSource plain;
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicBoolean refusing = new AtomicBoolean();

    public CommitThief(DataSource plain) {
        this.plain = plain;
    }

    /** The answers to the next so many commits that wrote something will be lost. */
    public void loseAnswers(int count) {
        toLose.set(count);
    }

    public int lost() {
        return lost.get();
    }

    public void refuseConnections(boolean refuse) {
        refusing.set(refuse);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (refusing.get()) {
            throw new SQLException("no connection today", "08001");
        }
        Connection real = plain.getConnection();
        return (Connection) proxy(Connection.class, real, (method, arguments, result) -> {
            boolean commits = method.getName().equals("prepareStatement") && ((String) arguments[0]).endsWith("commit");
            return commits ? steal(real, (PreparedStatement) result) : result;
        });
    }

    /** The engine sends its commit together with what it writes. */
    private PreparedStatement steal(Connection real, PreparedStatement statement) {
        return (PreparedStatement) proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
            if (method.getName().equals("execute") && toLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                lost.incrementAndGet();
                real.close();
                throw new SQLException("the answer was lost", "08006");
            }
            return result;
        });
    }

    /** Looks at what came of a call. */
    private interface After {
        Object done(Method method, Object[] arguments, Object result) throws SQLException;
    }

    private static Object proxy(Class<?> type, Object real, After after) {
        return Proxy.newProxyInstance(
                CommitThief.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return after.done(method, arguments, method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return plain.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        plain.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        plain.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return plain.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return plain.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return plain.isWrapperFor(type);
    }
}
