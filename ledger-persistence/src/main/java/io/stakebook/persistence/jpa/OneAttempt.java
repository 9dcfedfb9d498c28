package io.stakebook.persistence.jpa;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * A query that gets no connection fails at once. By itself EclipseLink asks the pool three times more, 5 seconds apart: a
 * caller waited 30 seconds, with his thread, for an answer the pool had given after 5. Public because EclipseLink makes it
 * by name.
 */
public final class OneAttempt implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        ((DatabaseLogin) session.getDatasourceLogin()).setQueryRetryAttemptCount(0);
    }
}
