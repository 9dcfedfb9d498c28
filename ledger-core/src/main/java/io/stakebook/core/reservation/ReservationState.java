package io.stakebook.core.reservation;

/** What became of a reservation. */
public enum ReservationState {
    /** Something is still set aside. */
    OPEN,
    /** Settled in full, or in part with the rest given back by its last settlement. */
    SETTLED,
    /** What was left was given back by command. */
    VOIDED,
    /** What was left was given back because its time was over. */
    EXPIRED
}
