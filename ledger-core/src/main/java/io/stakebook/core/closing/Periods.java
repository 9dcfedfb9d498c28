package io.stakebook.core.closing;

import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.period.PeriodId;
import java.util.List;
import java.util.Optional;

/** Reads periods as of the newest commit. */
public interface Periods {

    /** How far the book is closed. */
    PeriodBook book();

    /** Empty while nobody began to close it. */
    Optional<View> find(PeriodId id);

    /** Those somebody began to close, newest first. */
    Page<View, PeriodId> list(Optional<PeriodId> before, Limit limit);

    /** Sealed and not closed yet: closes that wait to be finished. */
    List<PeriodId> unfinished();

    /**
     * A period with its history.
     *
     * @param closes newest first
     * @param reopenings newest first
     * @param overrides newest first
     */
    record View(Period period, List<PeriodClose> closes, List<Reopening> reopenings, List<CloseOverride> overrides) {

        public View {
            closes = List.copyOf(closes);
            reopenings = List.copyOf(reopenings);
            overrides = List.copyOf(overrides);
        }
    }
}
