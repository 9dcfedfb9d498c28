package io.stakebook.core.accrual;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.page.Limit;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a run reads besides runs, lines and products. */
public interface AccrualReads {

    /**
     * Portfolios of a product with an unsettled position, in the order of the customer id's text; those opened after the
     * day are harmless.
     *
     * @param day histories start with it, 00:00 UTC
     */
    List<PortfolioDay> portfolios(ProductId product, LocalDate day, Optional<CustomerId> after, Limit limit);

    /** One of them, read anew; empty when all its positions are settled. */
    Optional<PortfolioDay> portfolio(ProductId product, CustomerId customer, LocalDate day);

    /** Count and total debits of the journal entries that carry the run, and how many portfolios have lines in it. */
    RunTotals totals(RunId run);

    /** How far the asset's client accounts are from covering what clients are owed; reads every account of the asset. */
    Uncovered uncovered(AssetCode asset);

    /** @param debits units of the product's asset */
    record RunTotals(long portfolios, long entries, BigInteger debits) {}
}
