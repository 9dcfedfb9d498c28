package io.stakebook.core.funding;

import static io.stakebook.core.fixture.World.ETH;
import static io.stakebook.core.fixture.World.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.money.Amount;
import io.stakebook.core.posting.Command;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FundingTest {

    private final World world = new World();
    private final CustomerId customer = world.customerWith(ETH, 1_000);

    private Deposit deposit(CustomerId of, Instant at) {
        return new Deposit(
                of,
                new Amount(ETH, units(5)),
                Wallet.FUNDING,
                "tx-9",
                at,
                RequestEvidence.none(),
                new DecisionId(world.ids.next()),
                new EntryId(world.ids.next()));
    }

    private RequestWithdrawal withdrawal(long units, String address) {
        return new RequestWithdrawal(
                new WithdrawalId(world.ids.next()),
                customer,
                new Amount(ETH, units(units)),
                Wallet.SPOT,
                address,
                RequestEvidence.none(),
                new DecisionId(world.ids.next()),
                new EntryId(world.ids.next()));
    }

    private ConfirmWithdrawal confirmation(Withdrawal requested) {
        return ConfirmWithdrawal.of(requested, "0xabc", new EntryId(world.ids.next()));
    }

    @Test
    void a_deposit_counts_from_when_the_coins_arrived() {
        Instant arrived = World.START.minusSeconds(60);
        assertThat(world.book.run(deposit(customer, arrived)).effectiveAt()).isEqualTo(arrived);
        assertThat(world.wallet(Wallet.FUNDING, customer, ETH)).isEqualTo(units(5));
        world.requireSound();
    }

    @Test
    void a_name_of_something_outside_is_refused_with_rule_and_value() {
        assertThatThrownBy(() -> withdrawal(1, "0x ab")).isInstanceOfSatisfying(Rejected.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.FIELD_INVALID);
            assertThat(refused.detail())
                    .isEqualTo("field \"address\" is 1 to 120 printable ASCII characters without spaces,"
                            + " not \"0x ab\"");
        });
        assertThatThrownBy(() -> withdrawal(1, "x".repeat(121))).hasMessageContaining("not 121 characters");
    }

    @Test
    void a_deposit_from_the_future_is_refused_and_leaves_nothing() {
        requireRefused(deposit(customer, World.START.plusSeconds(1)), ErrorCode.EFFECTIVE_IN_FUTURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.999999Z", "0206-03-01T00:00:00Z", "-0001-03-01T00:00:00Z"})
    void a_deposit_before_1970_is_refused_and_leaves_nothing(String arrived) {
        requireRefused(deposit(customer, Instant.parse(arrived)), ErrorCode.FIELD_INVALID);
        requireRefused(deposit(customer, Instant.MIN), ErrorCode.FIELD_INVALID);
    }

    @Test
    void a_deposit_holds_from_the_microsecond_it_arrived_in() {
        Instant arrived = World.START.minusNanos(1_234_567);
        assertThat(world.book.run(deposit(customer, arrived)).effectiveAt())
                .isEqualTo(arrived.truncatedTo(ChronoUnit.MICROS))
                .isNotEqualTo(arrived);
    }

    @Test
    void an_entry_finer_than_a_microsecond_cannot_be_made() {
        JournalEntry entry = world.book.run(deposit(customer, World.START));
        assertThatThrownBy(() -> JournalEntry.of(
                        entry.id(), entry.kind(), World.START.plusNanos(1), entry.context(), entry.postings()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("microsecond");
    }

    @Test
    void a_deposit_for_nobody_is_refused_and_leaves_nothing() {
        requireRefused(deposit(new CustomerId(world.ids.next()), World.START), ErrorCode.CUSTOMER_UNKNOWN);
    }

    @Test
    void a_withdrawal_leaves_the_wallet_at_once_and_the_chain_when_confirmed() {
        Withdrawal requested = world.book.run(withdrawal(400, "0x1234"));
        assertThat(requested.state()).isEqualTo(WithdrawalState.REQUESTED);
        assertThat(world.wallet(Wallet.SPOT, customer, ETH)).isEqualTo(units(600));
        assertThat(world.house(ChartAccount.CLIENT_OMNIBUS_HOT, ETH)).isEqualTo(units(1_000));

        Withdrawal settled = world.book.run(confirmation(requested));
        assertThat(settled.txHashOrNull()).isEqualTo("0xabc");
        assertThat(world.house(ChartAccount.CLIENT_OMNIBUS_HOT, ETH)).isEqualTo(units(600));
        world.requireSound();
    }

    @Test
    void a_withdrawal_above_the_wallet_is_refused_and_leaves_nothing() {
        requireRefused(withdrawal(1_001, "0x1234"), ErrorCode.INSUFFICIENT_BALANCE);
    }

    @Test
    void a_withdrawal_confirmed_twice_is_refused_and_leaves_nothing() {
        Withdrawal requested = world.book.run(withdrawal(400, "0x1234"));
        world.book.run(confirmation(requested));
        requireRefused(confirmation(requested), ErrorCode.STATE_CONFLICT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x12 34", "0x\u00e9"})
    void an_address_that_is_none_is_refused(String address) {
        assertThatThrownBy(() -> withdrawal(1, address))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FIELD_INVALID));
    }

    private void requireRefused(Command<?> command, ErrorCode code) {
        Object before = world.book.state();
        assertThat(world.book.turnedDown(command).code()).isEqualTo(code);
        assertThat(world.book.state()).isEqualTo(before);
    }
}
