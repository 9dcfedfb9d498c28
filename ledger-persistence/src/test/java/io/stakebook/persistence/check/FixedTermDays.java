package io.stakebook.persistence.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Redeem;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.Commission;
import io.stakebook.core.product.terms.EarlyRedemption;
import io.stakebook.core.product.terms.Earning;
import io.stakebook.core.product.terms.FixedTerms;
import io.stakebook.core.product.terms.SubscriptionBounds;
import io.stakebook.core.product.terms.Tier;
import io.stakebook.core.product.terms.TierLadder;
import io.stakebook.core.product.terms.ValueDateRule;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.persistence.product.JpaProducts;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;

/** One position that matures, and one that is left early for a part of its reward; a ladder of two tiers, earning from the next day. */
final class FixedTermDays {

    private static final ProductId SHORT = new ProductId("eth-fixed-1");
    private static final ProductId LONG = new ProductId("eth-fixed-30");
    private static final BigInteger ETHER = BigInteger.TEN.pow(18);

    private final LiveBook book;
    private final CustomerId customer;
    private final PositionView left;

    private FixedTermDays(LiveBook book, CustomerId customer, PositionView left) {
        this.book = book;
        this.customer = customer;
        this.left = left;
    }

    static FixedTermDays open(LiveBook book, CustomerId customer) {
        book.product(SHORT.value(), TestBook.ETH, terms(1, new EarlyRedemption.Forbidden()));
        book.product(LONG.value(), TestBook.ETH, terms(30, new EarlyRedemption.ReducedRate(Apr.parse("0.01"))));
        book.subscribe(customer, SHORT, ETHER);
        return new FixedTermDays(book, customer, book.subscribe(customer, LONG, ETHER.multiply(BigInteger.TWO)));
    }

    private static FixedTerms terms(int days, EarlyRedemption early) {
        return new FixedTerms(
                new Earning(
                        new TierLadder(List.of(
                                new Tier(BigInteger.ZERO, ETHER, Apr.parse("0.1")),
                                new Tier(ETHER, null, Apr.parse("0.04")))),
                        Commission.parse("0.1"),
                        YieldSource.PROTOCOL_STAKING,
                        ValueDateRule.NEXT_UTC_DAY,
                        Wallet.FUNDING),
                SubscriptionBounds.open(),
                days,
                early);
    }

    void accrue(LocalDate day) {
        book.accrue(SHORT, day);
        book.accrue(LONG, day);
    }

    void leaveEarly() {
        Redeem asked = new Redeem(
                customer,
                LONG,
                TestBook.ETH,
                left.position().id(),
                new JpaProducts(book.reads()).terms(LONG, 1).orElseThrow(),
                null,
                Wallet.SPOT,
                true,
                RequestEvidence.none(),
                Redeem.Ids.from(book.ids()));
        assertThat(book.run(asked).quote().rewardForfeited()).isPositive();
    }
}
