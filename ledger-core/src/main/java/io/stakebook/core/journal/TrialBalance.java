package io.stakebook.core.journal;

import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.money.AssetCode;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads the trial balance: as it stands from the balances, as of a day or as known at a moment from the postings. */
public interface TrialBalance {

    /** @param through last business date included; empty for everything recorded */
    default Sheet read(Optional<LocalDate> through) {
        return read(through, Optional.empty());
    }

    /**
     * @param through last business date included; empty for everything
     * @param knownAt entries recorded at or before it; empty for everything
     */
    Sheet read(Optional<LocalDate> through, Optional<Instant> knownAt);

    /**
     * @param asOf a moment: {@code knownAt} where that was asked, else when it was read. All that was recorded by then is in it,
     *     and without {@code knownAt} maybe what was recorded while it was read
     * @param rows by asset, then chart code
     */
    record Sheet(Optional<LocalDate> through, Instant asOf, List<Row> rows) {

        public Sheet {
            rows = List.copyOf(rows);
        }
    }

    /** Total debits and credits in units of all accounts under one chart code, in one asset. */
    record Row(AssetCode asset, ChartAccount account, BigInteger debits, BigInteger credits, long accounts) {}
}
