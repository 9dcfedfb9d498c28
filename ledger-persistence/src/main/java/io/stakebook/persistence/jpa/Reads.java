package io.stakebook.persistence.jpa;

import io.stakebook.persistence.sql.SqlFailures;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs one read on an entity manager of its own, outside any transaction; sees what is committed. */
public final class Reads {

    private final EntityManagerFactory factory;

    public Reads(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /**
     * @throws io.stakebook.core.error.Unavailable {@code OVERLOADED} when the database does not answer, {@code QUERY_TOO_LONG}
     *     when it stopped the query
     */
    public <T> T with(Function<EntityManager, T> read) {
        try (EntityManager manager = factory.createEntityManager()) {
            return read.apply(manager);
        } catch (RuntimeException e) { // A look-up by id throws EclipseLink's own kind, a query that of JPA.
            throw ofDatabase(e)
                    .flatMap(SqlFailures::passing)
                    .map(RuntimeException.class::cast)
                    .orElse(e);
        }
    }

    private static Optional<SQLException> ofDatabase(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
