package io.stakebook.persistence.posting.engine;

import io.stakebook.core.account.AccountName;
import io.stakebook.persistence.posting.batch.AccountState;
import io.stakebook.persistence.posting.batch.Draft;
import io.stakebook.persistence.posting.batch.Ticket;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A draft on its way to the disk, behind the one that took off before it. */
final class Flight {

    private final Draft draft;
    private final int weight;
    private final Set<AccountName> moves = new HashSet<>();
    private final List<AccountState> free = new ArrayList<>();
    private final List<AccountState> contended = new ArrayList<>();
    private final CompletableFuture<Boolean> ordered = new CompletableFuture<>();
    private final CompletableFuture<Boolean> landed = new CompletableFuture<>();
    private volatile @Nullable Flight before;
    private volatile @Nullable Throwable failure;

    /**
     * @param ahead flights that are still on their way, in their order
     * @param early true when balances that none of them moves may be moved before they are durable
     */
    Flight(Draft draft, Deque<Flight> ahead, boolean early) {
        this.draft = draft;
        this.weight = draft.batch().stream().mapToInt(Ticket::weight).sum();
        this.before = ahead.peekLast();
        for (AccountState state : draft.changed()) {
            AccountName account = state.balance().account();
            moves.add(account);
            (early && ahead.stream().noneMatch(one -> one.moves.contains(account)) ? free : contended).add(state);
        }
    }

    Draft draft() {
        return draft;
    }

    /** About how many entries it carries. */
    int weight() {
        return weight;
    }

    /** The accounts whose balances no flight ahead moves: they need not wait for any. */
    List<AccountState> free() {
        return free;
    }

    /** The other accounts it moves. */
    List<AccountState> contended() {
        return contended;
    }

    /** Waits until the flight ahead has taken its places in the sequences; false when it never will. */
    boolean aheadIsOrdered() {
        Flight ahead = before;
        return ahead == null || ahead.ordered.join();
    }

    /** Waits until the flight ahead is durable; false when it never will be. */
    boolean aheadHasLanded() {
        Flight ahead = before;
        return ahead == null || ahead.landed.join();
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
