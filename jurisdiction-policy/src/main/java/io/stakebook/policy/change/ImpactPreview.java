package io.stakebook.policy.change;

import io.stakebook.policy.region.Region;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Who is touched by a change. Exact for every customer, as he stood when he was counted: it comes from the same evaluation that
 * will act. The population is read a page at a time, so whoever moves between two pages may be counted in neither or both places.
 *
 * @param contentHash hash of the proposed states it was computed for
 * @param takenAt the instant every customer was asked about
 * @param dataSet name, version and hash of the country data it used
 * @param cells one per region and class of people
 */
public record ImpactPreview(String contentHash, Instant takenAt, String dataSet, List<Cell> cells) {
    public ImpactPreview {
        cells = List.copyOf(cells);
    }

    /**
     * @param region whose people
     * @param before outcome class they meet now, such as {@code PERMIT NO_CN_NEXUS}
     * @param after outcome class they would meet
     * @param rewardsBefore as {@code before}, of the rewards of their positions; empty where that was not asked
     * @param rewardsAfter as {@code after}, of those
     * @param accounts number of accounts, 0 or more
     * @param positions number of positions, 0 or more
     * @param units smallest units held, by asset code
     */
    public record Cell(
            Region region,
            String before,
            String after,
            String rewardsBefore,
            String rewardsAfter,
            long accounts,
            long positions,
            Map<String, BigInteger> units) {
        public Cell {
            units = Map.copyOf(units);
            if (accounts < 0 || positions < 0 || units.values().stream().anyMatch(u -> u.signum() < 0)) {
                throw new IllegalArgumentException("A preview counts 0 or more accounts, positions and units for "
                        + region + "; got " + accounts + ", " + positions + " and " + units + ".");
            }
        }

        /** A cell of people who were asked for a new subscription only. */
        public Cell(
                Region region,
                String before,
                String after,
                long accounts,
                long positions,
                Map<String, BigInteger> units) {
            this(region, before, after, "", "", accounts, positions, units);
        }

        public boolean changes() {
            return !before.equals(after) || !rewardsBefore.equals(rewardsAfter);
        }
    }

    /** Accounts of a region or, of a country, of its parts; none means that the change touches nobody who lives there. */
    public long accountsIn(Region region) {
        return cells.stream()
                .filter(cell ->
                        cell.region().equals(region) || cell.region().country().equals(region))
                .mapToLong(Cell::accounts)
                .sum();
    }

    /** Accounts that would meet another outcome. */
    public long accountsChanged() {
        return cells.stream().filter(Cell::changes).mapToLong(Cell::accounts).sum();
    }
}
