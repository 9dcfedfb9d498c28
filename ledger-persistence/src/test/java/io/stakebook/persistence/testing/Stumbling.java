package io.stakebook.persistence.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections, but for the next that a thread of one name asks for: it meets an error that nobody expects. */
public final class Stumbling extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    private final String thread;
    private final AtomicBoolean next = new AtomicBoolean();

    public Stumbling(TestDatabase database, String thread) {
        this.thread = thread;
        setUrl(database.url());
        setUser("postgres");
    }

    /** From now on one stumbles. */
    public void trip() {
        next.set(true);
    }

    public boolean stumbled() {
        return !next.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (Thread.currentThread().getName().equals(thread) && next.getAndSet(false)) {
            throw new StackOverflowError("planted");
        }
        return super.getConnection();
    }
}
