package io.stakebook.core.closing;

import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.journal.AssetTotals;
import io.stakebook.core.journal.TrialBalance;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import io.stakebook.core.period.PeriodId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the checklist of a period: the work that is left, then what its trial balance says. */
public final class Checklists {

    private static final Set<ChartAccount> SUSPENSE = Set.of(ChartAccount.SUSPENSE_CHAIN, ChartAccount.SUSPENSE_CLIENT);

    private final OpenWork work;
    private final ClosingLedger ledger;
    private final Assets assets;

    public Checklists(OpenWork work, ClosingLedger ledger, Assets assets) {
        this.work = work;
        this.ledger = ledger;
        this.assets = assets;
    }

    /** Looks anew; adds the trial balance up, which takes its time in a long book. */
    public Checklist of(PeriodId period) {
        List<OpenItem> items = new ArrayList<>(work.through(period.lastDay()));
        List<TrialBalance.Row> rows = ledger.trialBalance(period.lastDay()).rows();
        for (TrialBalance.Row row : rows) {
            BigInteger balance = AssetTotals.net(row);
            if (SUSPENSE.contains(row.account()) && balance.signum() != 0) {
                items.add(new OpenItem(
                        CloseCheck.SUSPENSE,
                        row.account().code() + "." + row.asset(),
                        "holds " + decimal(row.asset(), balance)));
            }
        }
        for (AssetTotals totals : AssetTotals.of(rows)) {
            if (totals.surplus().signum() < 0) {
                items.add(new OpenItem(
                        CloseCheck.SEGREGATION,
                        totals.asset().value(),
                        "client assets of " + decimal(totals.asset(), totals.clientAssets())
                                + " do not cover client liabilities of "
                                + decimal(totals.asset(), totals.clientLiabilities()) + ", short by "
                                + decimal(totals.asset(), totals.surplus().negate())));
            }
        }
        return new Checklist(period, items);
    }

    private String decimal(AssetCode code, BigInteger units) {
        Asset asset = assets.get(code);
        return asset.format(units) + " " + code;
    }
}
