package io.stakebook.core.journal;

import io.stakebook.core.account.AccountType;
import io.stakebook.core.account.Side;
import io.stakebook.core.money.AssetCode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of a trial balance in one asset, in units.
 *
 * @param clientAssets net debit of the segregated asset accounts
 * @param clientLiabilities net credit of the segregated liability accounts
 */
public record AssetTotals(
        AssetCode asset, BigInteger debits, BigInteger credits, BigInteger clientAssets, BigInteger clientLiabilities) {

    /** One per asset, in the order of the codes. */
    public static List<AssetTotals> of(List<TrialBalance.Row> rows) {
        Map<AssetCode, AssetTotals> totals = new TreeMap<>();
        for (TrialBalance.Row row : rows) {
            totals.merge(row.asset(), of(row), AssetTotals::plus);
        }
        return List.copyOf(totals.values());
    }

    private static AssetTotals of(TrialBalance.Row row) {
        boolean client = row.account().segregated();
        boolean asset = row.account().type() == AccountType.ASSET;
        return new AssetTotals(
                row.asset(),
                row.debits(),
                row.credits(),
                client && asset ? net(row) : BigInteger.ZERO,
                client && !asset ? net(row) : BigInteger.ZERO);
    }

    /** Units on the normal side of the row's accounts. */
    public static BigInteger net(TrialBalance.Row row) {
        BigInteger debitLessCredit = row.debits().subtract(row.credits());
        return row.account().type().normalSide() == Side.DEBIT ? debitLessCredit : debitLessCredit.negate();
    }

    private AssetTotals plus(AssetTotals other) {
        return new AssetTotals(
                asset,
                debits.add(other.debits),
                credits.add(other.credits),
                clientAssets.add(other.clientAssets),
                clientLiabilities.add(other.clientLiabilities));
    }

    public boolean balanced() {
        return debits.equals(credits);
    }

    /** Client assets above client liabilities; below zero is the segregation alarm. */
    public BigInteger surplus() {
        return clientAssets.subtract(clientLiabilities);
    }
}
