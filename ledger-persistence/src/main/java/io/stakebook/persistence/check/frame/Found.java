package io.stakebook.persistence.check.frame;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.Finding;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what one check finds; keeps the first {@value #KEPT}, each cut to a length that a report can hold. */
public final class Found {

    public static final int KEPT = 100;

    /** Characters of a finding's subject and of its detail. */
    public static final int SUBJECT = 300;

    public static final int DETAIL = 2_000;

    /** What stands where a broken row left nothing. */
    public static final String UNKNOWN = "unknown";

    private final CheckName check;
    private final List<Finding> findings = new ArrayList<>();
    private long examined;
    private long found;

    public Found(CheckName check) {
        this.check = check;
    }

    public void examined(long rows) {
        examined += rows;
    }

    /** Whatever a broken row makes of the two: text made in SQL is null as soon as one piece of it is. */
    public void add(@Nullable String subject, @Nullable String detail) {
        found++;
        if (findings.size() < KEPT) {
            findings.add(new Finding(check, shown(subject, SUBJECT), shown(detail, DETAIL)));
        }
    }

    /** Nothing yet, of the same check. */
    public Found none() {
        return new Found(check);
    }

    public void clear() {
        examined = 0;
        found = 0;
        findings.clear();
    }

    /** What was collected apart. */
    public void add(Found other) {
        examined += other.examined;
        found += other.found;
        findings.addAll(other.findings.subList(0, Math.min(other.findings.size(), KEPT - findings.size())));
    }

    /** An account's name for a finding that is kept; those that are only counted need none. */
    public String account(Connection connection, long account) throws SQLException {
        if (findings.size() >= KEPT) {
            return UNKNOWN;
        }
        List<String> names = Rows.read(
                connection,
                "select name from account where account_id = ?",
                read -> read.setLong(1, account),
                row -> row.getString(1));
        return names.isEmpty() ? "account " + account : names.get(0);
    }

    /** A row that cannot be read is a finding of the check that would have read it. */
    public void unreadable(Exception why) {
        add("a row", "could not be read: " + why);
    }

    private static String shown(@Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            return UNKNOWN;
        }
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    public CheckReport.Result result() {
        return new CheckReport.Result(check, examined, found, findings, null);
    }

    public CheckReport.Result givenUp(String why) {
        return new CheckReport.Result(check, examined, found, findings, why);
    }
}
