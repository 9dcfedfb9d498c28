package io.stakebook.persistence.posting.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Limits;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.money.AssetCode;
import io.stakebook.persistence.posting.batch.AccountAtWork;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LaggingTest {

    private final Lagging lagging = new Lagging();

    @Test
    void rowsAreTaken_inTheOrderOfAccountNumbers_andCountAsUpToDateThen() {
        HeldAccount ninth = behind(9);
        HeldAccount second = behind(2);
        lagging.add(ninth);
        lagging.add(second);

        assertThat(numbers(lagging.take(10, busy -> false))).containsExactly(2L, 9L);
        assertThat(ninth.lags()).isFalse();
        assertThat(lagging.size()).isZero();
    }

    @Test
    void stateThatIsTaken_isTheOneFromBeforeTheRowFollowed() {
        HeldAccount account = behind(3);
        lagging.add(account);

        AccountAtWork taken = lagging.take(1, busy -> false).get(0);

        assertThat(taken.rowSequence()).isEqualTo(4);
        assertThat(account.state().rowSequence()).isEqualTo(7);
    }

    @Test
    void accountThatMemoryForgot_isNotWritten_itsFiguresMayBeThoseOfABatchThatWasLost() {
        HeldAccount forgotten = behind(1);
        HeldAccount kept = behind(2);
        lagging.add(forgotten);
        lagging.add(kept);
        forgotten.forget();

        assertThat(numbers(lagging.take(10, busy -> false))).containsExactly(2L);
        assertThat(lagging.size()).isZero();
    }

    @Test
    void accountThatWasForgottenAndReadAgain_isWrittenAsItWasReadAgain() {
        HeldAccount forgotten = behind(1);
        lagging.add(forgotten);
        forgotten.forget();
        HeldAccount readAgain = new HeldAccount(state(1, 6, 4));
        lagging.add(readAgain);

        assertThat(lagging.take(10, busy -> false))
                .singleElement()
                .satisfies(taken -> assertThat(taken.balance().sequence()).isEqualTo(6));
    }

    @Test
    void accountThatABatchOnItsWayWrites_isLeftForLater() {
        lagging.add(behind(1));
        lagging.add(behind(2));

        assertThat(numbers(lagging.take(2, number -> number == 1))).containsExactly(2L);
        assertThat(numbers(lagging.take(2, busy -> false))).containsExactly(1L);
    }

    @Test
    void accountThatIsNamedTwice_isWrittenOnce() {
        HeldAccount account = behind(1);
        lagging.add(account);
        lagging.add(account);

        assertThat(numbers(lagging.take(10, busy -> false))).containsExactly(1L);
    }

    @Test
    void whenAllAreBusy_itStops_andLosesNone() {
        lagging.add(behind(1));
        lagging.add(behind(2));

        assertThat(lagging.take(10, busy -> true)).isEmpty();
        assertThat(numbers(lagging.take(10, busy -> false))).containsExactly(1L, 2L);
    }

    private static List<Long> numbers(List<AccountAtWork> states) {
        return states.stream().map(AccountAtWork::id).toList();
    }

    private static HeldAccount behind(long number) {
        return new HeldAccount(state(number, 7, 4));
    }

    private static AccountAtWork state(long number, long sequence, long row) {
        AccountName name =
                AccountName.of(ChartAccount.CLIENT_SPOT, new AssetCode("ETH"), new CustomerId(new UUID(0, number)));
        Balance balance = new Balance(
                name, BigInteger.ZERO, BigInteger.TEN, BigInteger.ZERO, BigInteger.ZERO, sequence, Limits.NONE);
        return new AccountAtWork(number, balance, sequence, 0, row, Instant.EPOCH, Instant.EPOCH);
    }
}
