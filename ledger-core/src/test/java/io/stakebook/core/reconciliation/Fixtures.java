package io.stakebook.core.reconciliation;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.reconciliation.file.StatementFile;
import io.stakebook.core.reconciliation.file.StatementLine;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A small book: two products, and what one day of them accrued. */
final class Fixtures {

    static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    static final ProductId ETH = new ProductId("eth-flexible");
    static final ProductId BTC = new ProductId("btc-fixed-30");
    static final Asset ETHER = new Asset(new AssetCode("ETH"), 18, "Ether");
    static final Asset BITCOIN = new Asset(new AssetCode("BTC"), 8, "Bitcoin");

    /** Runs of BTC came this far; those of ETH did not begin. */
    static final Map<ProductId, LocalDate> LAST_RUN = Map.of(BTC, DAY, ETH, DAY.minusDays(2));

    private Fixtures() {}

    static BigInteger units(long units) {
        return BigInteger.valueOf(units);
    }

    static AccruedDay accrued(ProductId product, LocalDate day, long gross, long commission) {
        return new AccruedDay(product, day, true, units(gross), units(commission), 3, true);
    }

    static StatementLine row(int line, ProductId product, LocalDate day, long units, String reference) {
        AssetCode asset = product.equals(ETH) ? ETHER.code() : BITCOIN.code();
        return new StatementLine(line, day, product, asset, units(units), reference, "");
    }

    static Matched match(List<AccruedDay> accrued, List<StatementLine> rows) {
        return match(accrued, List.of(), rows);
    }

    static Matched match(List<AccruedDay> accrued, List<StatementLine> rows, BigInteger tolerance) {
        return new Matcher(accrued, List.of(), Map.of(), tolerance).match(new StatementFile("0".repeat(64), rows));
    }

    static Matched match(List<AccruedDay> accrued, List<RewardDay> corrected, List<StatementLine> rows) {
        return new Matcher(accrued, corrected, LAST_RUN, BigInteger.ONE).match(new StatementFile("0".repeat(64), rows));
    }
}
