package io.stakebook.persistence.jpa;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.persistence.sql.SqlFailures;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs one read on an entity manager of its own, outside any transaction; sees what is committed. */
public final class Reads {

    private final EntityManagerFactory factory;

    public Reads(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /** @throws Unavailable {@code OVERLOADED} when the database does not answer */
    public <T> T with(Function<EntityManager, T> read) {
        try (EntityManager manager = factory.createEntityManager()) {
            return read.apply(manager);
        } catch (RuntimeException e) { // A look-up by id throws EclipseLink's own kind, a query that of JPA.
            if (passesByItself(e)) {
                Unavailable unavailable =
                        new Unavailable(ErrorCode.OVERLOADED, "the database did not answer a query; ask again later");
                unavailable.initCause(e);
                throw unavailable;
            }
            throw e;
        }
    }

    private static boolean passesByItself(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return SqlFailures.passesByItself(sql);
            }
        }
        return false;
    }
}
