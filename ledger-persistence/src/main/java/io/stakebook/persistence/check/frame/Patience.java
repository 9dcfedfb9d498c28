package io.stakebook.persistence.check.frame;

import io.stakebook.core.error.Unavailable;

/**
 * How long one pass bears a database that does not answer: {@value #PAUSES} pauses without an answer between them. Any answer
 * gives it back; without one each further check asks once, so that a pass ends also when the database does not come back.
 */
public final class Patience {

    public static final int PAUSES = 6;

    /** Lets time go by between two tries. */
    @FunctionalInterface
    public interface Pause {
        void rest() throws InterruptedException;
    }

    private final Pause pause;
    private int unanswered;

    public Patience(Pause pause) {
        this.pause = pause;
    }

    public void answered() {
        unanswered = 0;
    }

    /** Rests before another try; false when there is to be none. */
    public boolean again(RuntimeException lost) {
        if (!(lost instanceof Unavailable) || ++unanswered > PAUSES) {
            return false;
        }
        try {
            pause.rest();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
