package io.stakebook.api.check;

import io.stakebook.core.check.CheckReport;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps a report as the answer of its key; the book itself is not touched. */
record KeepReport(CheckReport report) implements Command<CheckReport> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of());
    }

    @Override
    public Plan<CheckReport> decide(Books books) {
        return new Plan.Accepted<>(report, List.of(), List.of(), Optional.empty(), List.of());
    }
}
