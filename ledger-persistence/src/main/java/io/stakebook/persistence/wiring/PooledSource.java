package io.stakebook.persistence.wiring;

import io.stakebook.persistence.sql.Bounds;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Makes the connections of the container's pool, which serve reads; none of them waits for ever. Public because the
 * container makes it by name.
 */
public final class PooledSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;
    private static final String BOUND = "-c statement_timeout=" + Bounds.millis(Bounds.READ);

    public PooledSource() {
        setApplicationName("stakebook reads");
        setTcpKeepAlive(true);
        setConnectTimeout(5);
        setLoginTimeout(10);
        setSocketTimeout((int) Bounds.ofSocket(Bounds.READ).toSeconds());
    }

    /** What else the address sets for its sessions is kept. PostgreSQL takes the last of two, and answers name our bound. */
    @Override
    public void setUrl(String url) {
        super.setUrl(url);
        @Nullable String own = getOptions();
        setOptions(own == null ? BOUND : own + " " + BOUND);
    }
}
