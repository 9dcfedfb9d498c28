package io.stakebook.persistence.wiring;

import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.accrual.AccrualReads;
import io.stakebook.core.accrual.AccrualRuns;
import io.stakebook.core.funding.Withdrawals;
import io.stakebook.core.position.Positions;
import io.stakebook.core.product.Products;
import io.stakebook.persistence.accrual.JdbcAccrualReads;
import io.stakebook.persistence.accrual.JpaAccrualLines;
import io.stakebook.persistence.accrual.JpaAccrualRuns;
import io.stakebook.persistence.funding.JpaWithdrawals;
import io.stakebook.persistence.jpa.Reads;
import io.stakebook.persistence.position.JpaPositions;
import io.stakebook.persistence.product.JpaProducts;
import io.stakebook.persistence.sql.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Products, positions, their accrual and what leaves. */
@ApplicationScoped
public class StakingAdapters {

    @Produces
    @Singleton
    Products products(Reads reads) {
        return new JpaProducts(reads);
    }

    @Produces
    @Singleton
    Positions positions(Reads reads) {
        return new JpaPositions(reads);
    }

    @Produces
    @Singleton
    Withdrawals withdrawals(Reads reads) {
        return new JpaWithdrawals(reads);
    }

    @Produces
    @Singleton
    AccrualRuns accrualRuns(Reads reads) {
        return new JpaAccrualRuns(reads);
    }

    @Produces
    @Singleton
    AccrualLines accrualLines(Reads reads) {
        return new JpaAccrualLines(reads);
    }

    @Produces
    @Singleton
    AccrualReads accrualReads(Snapshot snapshot) {
        return new JdbcAccrualReads(snapshot);
    }
}
