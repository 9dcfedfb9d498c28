package io.stakebook.core.decision;

import static io.stakebook.core.fixture.World.ETH;
import static io.stakebook.core.fixture.World.flexible;
import static io.stakebook.core.fixture.World.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.accrual.AccrualLine;
import io.stakebook.core.customer.Customer;
import io.stakebook.core.customer.OpenCustomer;
import io.stakebook.core.customer.UpdateFacts;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.fixture.World;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Subscribe;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.presence.MainlandPast;
import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.facts.Facts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Map<String, String> SINGAPORE = Map.of(
            "subject_type", "individual",
            "residency", "SG",
            "residency_verified", "yes",
            "residency_verified_at", "2026-02-20T08:00:00Z",
            "nationality", "SG",
            "legal_hold", "no");

    private final World world = new World();
    private final RequestEvidence clean =
            new RequestEvidence("SG", "none", 0, false, "Asia/Singapore", "en-SG", "SG", "geo 1@sha256:00");

    GateTest() {
        world.book.obey(PolicyEngine.shipped());
    }

    private CustomerId open(Map<String, String> facts) {
        return world.book
                .run(new OpenCustomer(
                        new CustomerId(world.ids.next()),
                        DeclaredFacts.of(facts),
                        clean,
                        "olga",
                        new DecisionId(world.ids.next())))
                .id();
    }

    private static Map<String, String> with(Map<String, String> facts, String name, String value) {
        Map<String, String> changed = new HashMap<>(facts);
        changed.put(name, value);
        return changed;
    }

    private void update(CustomerId customer, Map<String, String> facts) {
        world.book.run(new UpdateFacts(
                customer, DeclaredFacts.of(facts), null, "olga", "moved", new DecisionId(world.ids.next())));
    }

    private Subscribe subscription(CustomerId customer, ProductId product) {
        Subscribe plain = world.subscription(customer, product, units(36_500_000));
        return new Subscribe(
                customer,
                product,
                plain.kind(),
                plain.terms(),
                plain.amount(),
                plain.source(),
                null,
                clean,
                plain.ids());
    }

    @Test
    void a_resident_of_singapore_subscribes_and_the_decision_is_kept_with_its_policy() {
        CustomerId customer = open(SINGAPORE);
        world.deposit(customer, ETH, units(36_500_000));
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));

        world.book.run(subscription(customer, product));

        DecisionRecord kept = world.book.decisions().get(world.book.decisions().size() - 1);
        assertThat(kept.permitted()).isTrue();
        assertThat(kept.activity()).isEqualTo("SUBSCRIBE");
        assertThat(kept.policy()).isEqualTo("CN-YINFA-2026-42");
        assertThat(kept.policyHash()).startsWith("sha256:");
        assertThat(kept.factsText()).contains("residency").doesNotContain(customer.toString());
        assertThat(kept.dataSets()).isEqualTo("geo 1@sha256:00");
        assertThat(world.book
                        .entries()
                        .get(world.book.entries().size() - 1)
                        .context()
                        .decision())
                .isEqualTo(kept.id());
    }

    @Test
    void a_customer_seen_in_the_mainland_is_reviewed_and_the_kept_facts_give_the_same_answer_again() {
        CustomerId customer = open(SINGAPORE);
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        Subscribe plain = world.subscription(customer, product, units(36_500_000));
        RequestEvidence seen = RequestEvidence.ofConnection("SG", "vpn", "geo 1@sha256:00")
                .withPast(new MainlandPast(30, true))
                .withDevice("Asia/Shanghai", "zh-CN", "CN");

        Plan<?> plan = world.book.plan(new Subscribe(
                customer,
                product,
                plain.kind(),
                plain.terms(),
                plain.amount(),
                plain.source(),
                null,
                seen,
                plain.ids()));

        assertThat(plan).isInstanceOfSatisfying(Plan.Refused.class, refused -> {
            DecisionRecord kept = refused.decision();
            assertThat(kept.reason()).isEqualTo("CN_IP_HISTORY");
            assertThat(kept.matchedRules()).contains("CN-15-HISTORY", "CN-15-THEN-HIDDEN");
            Map<String, String> facts = new HashMap<>();
            kept.factsText().lines().forEach(line -> facts.put(line.split("=", 2)[0], line.split("=", 2)[1]));
            assertThat(facts)
                    .containsEntry("ip_flag", "vpn")
                    .containsEntry("cn_ip_days_90", "30")
                    .containsEntry("cn_ip_last_24h", "yes")
                    .containsEntry("device_tz", "Asia/Shanghai")
                    .containsEntry("device_lang", "zh-CN")
                    .containsEntry("sim_issuer", "CN");
            Decision again = PolicyEngine.shipped().decide(Facts.parse(facts));
            assertThat(again.reason()).isEqualTo(kept.reason());
            assertThat(again.factsHash()).isEqualTo(kept.factsHash());
        });
    }

    @Test
    void a_mainland_resident_is_refused_with_the_clause_and_may_still_leave() {
        CustomerId customer = open(SINGAPORE);
        world.deposit(customer, ETH, units(36_500_000));
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        PositionView held = world.book.run(subscription(customer, product));
        update(customer, with(SINGAPORE, "residency", "CN"));
        int entries = world.book.entries().size();

        Plan<?> plan = world.book.plan(subscription(customer, product));

        assertThat(plan).isInstanceOfSatisfying(Plan.Refused.class, refused -> {
            assertThat(refused.decision().httpStatus()).isEqualTo(451);
            assertThat(refused.decision().reason()).isEqualTo("CN_DOMESTIC");
            assertThat(refused.decision().citations()).anyMatch(text -> text.contains("N42 clause 1"));
            assertThat(refused.decision().exitOptions()).contains("REDEEM", "WITHDRAW_CRYPTO");
        });
        assertThat(world.book.entries()).hasSize(entries);
        world.book.run(world.redemption(held, null, false));
        assertThat(world.wallet(Wallet.SPOT, customer, ETH)).isEqualTo(units(36_500_000));
    }

    @Test
    void a_mainland_resident_cannot_open_an_account() {
        CustomerId id = new CustomerId(world.ids.next());
        Plan<Customer> plan = world.book.plan(new OpenCustomer(
                id,
                DeclaredFacts.of(with(SINGAPORE, "residency", "CN")),
                clean,
                "olga",
                new DecisionId(world.ids.next())));
        assertThat(plan).isInstanceOf(Plan.Refused.class);
        assertThat(world.book.find(Customer.class, id.toString())).isEmpty();
    }

    @Test
    void rewards_of_a_mainland_resident_end_with_the_wind_down_and_the_lines_say_why() {
        CustomerId customer = open(SINGAPORE);
        world.deposit(customer, ETH, units(36_500_000));
        ProductId product = world.product("eth-flexible", ETH, flexible("0.1"));
        world.book.run(subscription(customer, product));
        update(customer, with(SINGAPORE, "residency", "CN"));
        for (LocalDate day = LocalDate.parse("2026-03-01");
                day.isBefore(LocalDate.parse("2026-05-10"));
                day = day.plusDays(1)) {
            world.accrue(product, day);
        }
        AccrualLine during = line(LocalDate.parse("2026-03-10"));
        assertThat(during.units()).isEqualTo(units(10_000));
        assertThat(during.withheldOrNull()).isNull();
        AccrualLine after = line(LocalDate.parse("2026-05-08"));
        assertThat(after.units()).isZero();
        assertThat(after.withheldOrNull()).isEqualTo("CN_ACCRUAL_ENDED");
        assertThat(world.book.decisions()).anyMatch(kept -> kept.reason().equals("CN_WINDDOWN_ACCRUAL"));
        world.requireSound();
    }

    private AccrualLine line(LocalDate day) {
        return world.book.all(AccrualLine.class).stream()
                .filter(line -> line.day().equals(day))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_fact_the_policy_cannot_read_is_refused_by_name_and_not_stored() {
        CustomerId customer = open(SINGAPORE);
        UpdateFacts nonsense = new UpdateFacts(
                customer,
                DeclaredFacts.of(with(SINGAPORE, "residency_verified", "perhaps")),
                null,
                "olga",
                "proof",
                new DecisionId(world.ids.next()));
        assertThat(world.book.turnedDown(nonsense))
                .hasMessageContaining("residency_verified")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FIELD_INVALID));
        assertThat(world.book
                        .find(Customer.class, customer.toString())
                        .orElseThrow()
                        .version())
                .isEqualTo(1);
    }

    @Test
    void facts_changed_by_somebody_else_meanwhile_are_a_conflict() {
        CustomerId customer = open(SINGAPORE);
        update(customer, SINGAPORE);
        UpdateFacts late = new UpdateFacts(
                customer, DeclaredFacts.of(SINGAPORE), 1L, "olga", "again", new DecisionId(world.ids.next()));
        assertThat(world.book.turnedDown(late).code()).isEqualTo(ErrorCode.STALE);
    }

    @Test
    void an_unlisted_asset_goes_to_the_policy_as_unknown() {
        assertThat(AssetClasses.of(new AssetCode("MYSTERY")).assetClass()).isEqualTo("unknown");
        assertThat(AssetClasses.of(World.USDT).peg()).isEqualTo("USD");
    }
}
