package io.stakebook.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.model.Basis;
import io.stakebook.policy.model.Citation;
import io.stakebook.policy.model.Obligation;
import io.stakebook.policy.model.Outcome;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.model.Rule;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a decision rests on, and that our own choices are not passed off as the notice's words. */
class CitedClausesTest {
    private static final PolicyEngine ENGINE = PolicyEngine.shipped();

    private static Decision decide(String overlay) {
        return ENGINE.decide(ReasonTableTest.facts(overlay));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "residency=CN activity=TRADE_RWA asset_class=rwa_token | 2 text, 18 text",
                "entity_domicile=CN activity=ISSUE_RWA asset_class=rwa_token rwa_underlying=CN approval=csrc_filing_valid | 2 house, 14 house",
                "entity_domicile=CN ip_country=CN activity=ISSUE_RWA asset_class=rwa_token rwa_underlying=CN approval=csrc_filing_valid | 2 text, 18 text",
                "activity=TRADE_RWA asset_class=rwa_token rwa_underlying=CN | 14 text, 18 text",
                "activity=SUBSCRIBE rwa_underlying=CN | 14 inference, 2 inference, 18 inference",
                "activity=SUBSCRIBE asset_class=rwa_token rwa_underlying=CN | 14 text, 18 text",
                "residency=CN activity=TRADE_RWA asset_class=rwa_token rwa_underlying=CN approval=cl2_approval_and_infra | 14 house",
                "ip_country=CN activity=TRADE_RWA asset_class=rwa_token rwa_underlying=CN approval=cl2_approval_and_infra | 14 house",
                "activity=TRADE_RWA asset_class=rwa_token rwa_underlying=CN approval=cl2_approval_and_infra | 14 text, 18 text",
                "residency=CN activity=REWARD_ACCRUE position_state=settled | 1 house, 16 house, 18 house",
                "asset_class=stablecoin asset_peg=CNH activity=SUBSCRIBE | 1 house, 18 house",
            })
    void choice_of_ours_is_cited_as_house_and_the_notice_s_word_as_text(String overlay, String cited) {
        assertThat(decide(overlay).citations().stream()
                        .map(c -> c.clause() + " " + c.basis().name().toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(cited);
    }

    /** Clause 18 makes serving such business punishable: it stands behind every denial that the notice's own words demand. */
    @Test
    void denial_by_the_notice_s_word_cites_its_penalty() {
        Policy notice = PolicySet.shipped().byId("CN-YINFA-2026-42").orElseThrow();

        assertThat(notice.rules())
                .filteredOn(rule -> rule.outcome() == Outcome.DENY && rests(rule, Basis.TEXT))
                .hasSizeGreaterThan(8)
                .allSatisfy(rule -> assertThat(rule.citations())
                        .as(rule.id())
                        .extracting(Citation::clause)
                        .contains("18"));
    }

    private static boolean rests(Rule rule, Basis basis) {
        return rule.citations().stream().anyMatch(cite -> cite.basis() == basis);
    }

    @ParameterizedTest
    @CsvSource({
        "activity=PARTNER_ONBOARD phone_country=CN, true",
        "activity=REFERRAL_PAYOUT tax_residency=CN, true",
        "activity=VALIDATOR_HOST place_of_act=SG cn_ip_days_90=30, true",
        "activity=MARKETING_VIEW cn_ip_last_24h=yes, true",
        "activity=PARTNER_ONBOARD, false",
        "activity=VALIDATOR_HOST place_of_act=SG cn_ip_days_90=29, false",
    })
    void partner_with_a_sign_of_a_tie_goes_on_and_the_sign_is_kept(String overlay, boolean kept) {
        Decision decision = decide(overlay);

        assertThat(decision.outcome() + " " + decision.reason()).isEqualTo("PERMIT NO_CN_NEXUS");
        assertThat(decision.obligations().contains(Obligation.EVIDENCE)).isEqualTo(kept);
    }
}
