package io.stakebook.persistence.posting.batch;

/** Another writer created something under this attempt's feet; the next attempt will see it. */
public final class StaleBooks extends Exception {

    private static final long serialVersionUID = 1L;

    StaleBooks(String what) {
        super(what);
    }
}
