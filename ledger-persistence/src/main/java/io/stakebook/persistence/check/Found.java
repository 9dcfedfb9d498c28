package io.stakebook.persistence.check;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects what one check finds; keeps the first {@value #KEPT}. */
final class Found {

    static final int KEPT = 100;

    private final CheckName check;
    private final List<Finding> findings = new ArrayList<>();
    private long examined;
    private long found;

    Found(CheckName check) {
        this.check = check;
    }

    void examined(long rows) {
        examined += rows;
    }

    void add(String subject, String detail) {
        found++;
        if (findings.size() < KEPT) {
            findings.add(new Finding(check, subject, detail));
        }
    }

    CheckReport.Result result() {
        return new CheckReport.Result(check, examined, found, findings, null);
    }

    CheckReport.Result givenUp(String why) {
        return new CheckReport.Result(check, examined, found, findings, why);
    }
}
