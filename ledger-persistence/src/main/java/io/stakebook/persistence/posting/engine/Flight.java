package io.stakebook.persistence.posting.engine;

import io.stakebook.persistence.posting.batch.AccountAtWork;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.Ticket;
import io.stakebook.persistence.posting.session.SignOfLife;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A draft on its way to the disk, behind the one that took off before it. */
final class Flight {

    private final Draft draft;
    private final List<AccountAtWork> following;
    private final int weight;
    private final CompletableFuture<Boolean> ordered = new CompletableFuture<>();
    private final CompletableFuture<Boolean> landed = new CompletableFuture<>();
    private volatile @Nullable Flight before;
    private volatile @Nullable Throwable failure;

    /**
     * @param ahead the flight ahead that is still on its way
     * @param following balance rows that follow with this one
     */
    Flight(Draft draft, @Nullable Flight ahead, List<AccountAtWork> following) {
        this.draft = draft;
        this.following = following;
        this.weight = draft.batch().stream().mapToInt(Ticket::weight).sum();
        this.before = ahead;
    }

    Draft draft() {
        return draft;
    }

    /** About how many entries it carries. */
    int weight() {
        return weight;
    }

    /** Balance rows that follow with it, of whatever accounts. */
    List<AccountAtWork> following() {
        return following;
    }

    /**
     * Waits until the flight ahead has taken its places in the sequences; false when it never will.
     *
     * @param alive given to the server meanwhile
     */
    boolean aheadIsOrdered(SignOfLife alive) throws SQLException {
        Flight ahead = before;
        return ahead == null || await(ahead.ordered, alive);
    }

    /** Likewise until the flight ahead is durable; false when it never will be. */
    boolean aheadHasLanded(SignOfLife alive) throws SQLException {
        Flight ahead = before;
        return ahead == null || await(ahead.landed, alive);
    }

    /** Waits until the flight ahead is durable; false when it never will be. */
    boolean aheadHasLanded() {
        Flight ahead = before;
        return ahead == null || ahead.landed.join();
    }

    private static boolean await(CompletableFuture<Boolean> ahead, SignOfLife alive) throws SQLException {
        try {
            while (true) {
                try {
                    return ahead.get(SignOfLife.EVERY.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException waiting) {
                    alive.give();
                }
            }
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a flight ends as true or false", broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void ordered() {
        ordered.complete(true);
    }

    void landed() {
        ordered();
        landed.complete(true);
        before = null;
    }

    /** Not durable, or not known to be. */
    void failed(@Nullable Throwable cause) {
        failure = cause;
        ordered.complete(false);
        landed.complete(false);
        before = null;
    }

    boolean ended() {
        return landed.isDone();
    }

    /** Waits for the end; true when it is durable. */
    boolean end() {
        return landed.join();
    }

    /** Why it failed; null when it only was behind one that did. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
