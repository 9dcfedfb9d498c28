package io.stakebook.persistence.check.frame;

import java.sql.SQLException;

/** One rule of the book. */
@FunctionalInterface
public interface Check {

    /** Takes as many looks as it needs, each a short one. */
    void run(Glances glances, Found found) throws SQLException;

    /** This rule, and what else belongs to it. */
    default Check and(Check other) {
        return (glances, found) -> {
            run(glances, found);
            other.run(glances, found);
        };
    }
}
