package io.stakebook.core.accrual;

/** How far a run is. */
public enum RunState {
    RUNNING,
    COMPLETED
}
