package io.stakebook.persistence.check.frame;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** Tells a row that cannot be read from a database that cannot be asked. */
public final class Unreadable {

    /** Class 22, data exception: text that is no JSON, no number, no time; XX001 and XX002: a damaged page or index. */
    private static final Pattern STATES = Pattern.compile("22...|XX00[12]");

    private Unreadable() {}

    public static boolean says(SQLException failure) {
        return STATES.matcher(String.valueOf(failure.getSQLState())).matches();
    }
}
