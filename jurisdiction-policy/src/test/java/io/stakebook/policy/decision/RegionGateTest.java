package io.stakebook.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.policy.PolicyException.PermitMismatch;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.model.Citation;
import io.stakebook.policy.model.Stage;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionGateTest {
    private static final PolicyEngine ENGINE = PolicyEngine.shipped();

    private static PolicyEngine with(String region, RegionState state) {
        Instant from = Instant.parse("2026-02-01T00:00:00Z");
        return ENGINE.with(RegionStates.of(3, List.of(new RegionToggle(new Region(region), state, "order 7", from))));
    }

    @ParameterizedTest
    @CsvSource({
        "SG, NO_NEW, '', DENY REGION_NO_NEW",
        "SG, NO_NEW, activity=REWARD_ACCRUE, PERMIT NO_NEXUS_STATUS",
        "SG, EXIT_ONLY, activity=REWARD_ACCRUE, EXIT_ONLY REGION_EXIT_ONLY",
        "SG, STOP_REWARD, activity=REWARD_ACCRUE, DENY REGION_STOP_REWARD",
        "SG, STOP_REWARD, activity=REDEEM, PERMIT EXIT_ALWAYS",
        "SG, NO_NEW, activity=ISSUE_TOKEN, PERMIT NO_CN_NEXUS",
        "SG, EXIT_ONLY, activity=ISSUE_TOKEN, DENY REGION_EXIT_ONLY",
        "US-NY, NO_NEW, residency=US-NY, DENY REGION_NO_NEW",
        "US-NY, NO_NEW, residency=US-CA, PERMIT NO_CN_NEXUS",
        "US, NO_NEW, residency=US-CA, DENY REGION_NO_NEW",
        "DE, NO_NEW, ip_country=DE, DENY REGION_NO_NEW",
        "DE, STOP_REWARD, ip_country=DE activity=REWARD_ACCRUE, PERMIT NO_NEXUS_STATUS",
        "DE, NO_NEW, controller_domicile=DE control=majority, DENY REGION_NO_NEW",
        "DE, NO_NEW, controller_domicile=DE control=minority, PERMIT NO_CN_NEXUS",
        "SG, NO_NEW, as_of=2026-01-31T23:59:59Z, PERMIT NO_CN_NEXUS",
        "SG, NO_NEW, residency=CN, DENY CN_DOMESTIC",
        "SG, NO_NEW, tax_residency=CN, DENY REGION_NO_NEW"
    })
    void toggle_tightens_by_standing_and_by_session(String region, RegionState state, String overlay, String expected) {

        Decision decision = with(region, state).decide(ReasonTableTest.facts(overlay));
        assertThat(decision.outcome() + " " + decision.reason()).isEqualTo(expected);
    }

    /** Wherever the session comes from, the same account is told the same stage. */
    @Test
    void stage_is_that_of_the_standing_tie_whatever_refuses_the_session() {
        Instant from = Instant.parse("2026-02-01T00:00:00Z");
        PolicyEngine engine = ENGINE.with(RegionStates.of(
                4,
                List.of(
                        new RegionToggle(new Region("US-NY"), RegionState.NO_NEW, "order 7", from),
                        new RegionToggle(new Region("US-TX"), RegionState.EXIT_ONLY, "order 8", from))));

        Decision home = engine.decide(ReasonTableTest.facts("residency=US-NY"));
        Decision away = engine.decide(ReasonTableTest.facts("residency=US-NY ip_country=US-TX"));
        Decision visitor = engine.decide(ReasonTableTest.facts("ip_country=US-TX"));

        assertThat(home.stage()).isEqualTo(Stage.NO_NEW);
        assertThat(away.ruleId()).isEqualTo("REGION:US-TX");
        assertThat(away.stage()).isEqualTo(Stage.NO_NEW);
        assertThat(visitor.stage()).isEqualTo(Stage.NONE);
    }

    @Test
    void toggle_of_a_state_leaves_its_neighbours() {
        Decision decision = with("US-NY", RegionState.NO_NEW).decide(ReasonTableTest.facts("residency=US-NY"));
        assertThat(decision.ruleId()).isEqualTo("REGION:US-NY");
        assertThat(decision.regionVersion()).isEqualTo(3);
        assertThat(decision.citations())
                .extracting(Citation::toText)
                .containsExactly("decision on region US-NY: order 7 (house)");
        assertThat(decision.http()).isEqualTo(451);
    }

    @Test
    void permit_opens_only_its_own_activity() {
        Decision decision = ENGINE.decide(ReasonTableTest.facts(""));
        assertThat(decision).isInstanceOfSatisfying(Decision.Permitted.class, permit -> {
            assertThat(permit.require(Activity.STAKE)).isSameAs(permit);
            assertThatThrownBy(() -> permit.require(Activity.SWAP)).isInstanceOf(PermitMismatch.class);
        });
    }
}
