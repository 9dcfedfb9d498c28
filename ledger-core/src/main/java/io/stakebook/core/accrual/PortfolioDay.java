package io.stakebook.core.accrual;

import io.stakebook.core.accrual.reward.PrincipalHistory;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.position.Portfolio;
import java.util.Map;

/**
 * A portfolio with the principal history of its positions, read in one snapshot so that they agree.
 *
 * @param histories one per position of the portfolio, from the start of the day
 */
public record PortfolioDay(Portfolio portfolio, Map<PositionId, PrincipalHistory> histories) {

    public PortfolioDay {
        histories = Map.copyOf(histories);
    }
}
