package io.stakebook.core.check;

import io.stakebook.core.id.CheckId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.util.Optional;

/** Reads the reports that are kept: the newest {@value #KEPT}. */
public interface CheckRuns {

    int KEPT = 1_000;

    Optional<CheckRun> find(CheckId id);

    /** Newest first. */
    Page<CheckRun, CheckId> list(Optional<CheckId> before, Limit limit);

    /** What is known of the book, over all reports that are kept. */
    Standing standing();
}
