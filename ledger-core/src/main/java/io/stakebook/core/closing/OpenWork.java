package io.stakebook.core.closing;

import java.time.LocalDate;
import java.util.List;

/** Finds the work of a month that is not done: accruals, runs and breaks. */
public interface OpenWork {

    /** All of it with a day at or before the last one, in one snapshot. */
    List<OpenItem> through(LocalDate lastDay);
}
