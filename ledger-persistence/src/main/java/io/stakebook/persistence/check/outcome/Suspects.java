package io.stakebook.persistence.check.outcome;

import io.stakebook.persistence.check.frame.GivenUp;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the outcomes of a time do not show, to be looked for once more among all: its outcome may have been written meanwhile, or
 * lie elsewhere. That reads the whole table, so many are looked for together, and only a few times; in a sound book there are
 * hardly any.
 */
public final class Suspects<T> {

    static final int LOOKS = 3;

    /** Tells which of some are faults. */
    @FunctionalInterface
    public interface AmongAll<T> {
        void look(List<T> some) throws SQLException;
    }

    private final AmongAll<T> among;
    private final int together;
    private final List<T> waiting = new ArrayList<>();
    private int looks;

    /** @param most rows of a stretch; some two fifths are looked for together, 100,000 of 250,000 */
    public Suspects(int most, AmongAll<T> among) {
        this.among = among;
        this.together = Math.max(1, most / 5 * 2);
    }

    /** @throws GivenUp when there are more than all looks take */
    public void add(T suspect) throws SQLException {
        if (looks == LOOKS) {
            throw new GivenUp("more than " + LOOKS * together
                    + " outcomes were not where they should lie, and only these were looked for among all");
        }
        waiting.add(suspect);
        if (waiting.size() == together) {
            finish();
        }
    }

    /** Looks for those that still wait. */
    public void finish() throws SQLException {
        if (!waiting.isEmpty()) {
            among.look(List.copyOf(waiting));
            waiting.clear();
            looks++;
        }
    }
}
