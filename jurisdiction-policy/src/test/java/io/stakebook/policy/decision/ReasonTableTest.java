package io.stakebook.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.model.Citation;
import io.stakebook.policy.model.Obligation;
import io.stakebook.policy.model.Outcome;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.Stage;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The combination table and the order of rules, row by row; each row is laid over a clean verified resident of Singapore. */
class ReasonTableTest {
    private static final PolicyEngine ENGINE = PolicyEngine.shipped();

    static Map<String, Object> base() {
        Map<String, Object> base = new HashMap<>();
        base.put("as_of", "2026-03-01T00:00:00Z");
        base.put("subject_type", "individual");
        base.put("residency", "SG");
        base.put("residency_verified", "yes");
        base.put("ip_country", "SG");
        base.put("ip_flag", "none");
        base.put("activity", "STAKE");
        base.put("asset_class", "virtual_currency");
        return base;
    }

    /** Facts as {@code name=value} pairs over the base; an empty value takes the fact away. */
    static Facts facts(String overlay) {
        Map<String, Object> facts = base();
        for (String pair : overlay.isBlank() ? new String[0] : overlay.strip().split("\\s+")) {
            String[] parts = pair.split("=", 2);
            if (parts[1].isEmpty()) {
                facts.remove(parts[0]);
            } else {
                facts.put(parts[0], parts[1]);
            }
        }
        return Facts.parse(facts);
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource({
        // verified, fresh
        "'', PERMIT, NO_CN_NEXUS",
        "ip_flag=vpn, PERMIT, HIDDEN_IP_VERIFIED",
        "ip_flag=unresolved, PERMIT, HIDDEN_IP_VERIFIED",
        "ip_flag=tor, DENY, LOCATION_HIDDEN",
        "phone_country=CN, PERMIT, WEAK_ONLY",
        "phone_country=CN sim_issuer=CN, PERMIT, WEAK_ONLY",
        "phone_country=CN ip_flag=proxy, REVIEW, HIDDEN_IP_WITH_SIGNAL",
        "phone_country=CN ip_flag=residential_proxy, REVIEW, HIDDEN_IP_WITH_SIGNAL",
        "phone_country=CN ip_flag=hosting, REVIEW, HIDDEN_IP_WITH_SIGNAL",
        "phone_country=CN ip_flag=hosting subject_type=entity entity_domicile=SG, PERMIT, WEAK_ONLY",
        "phone_country=CN ip_flag=tor, DENY, LOCATION_HIDDEN",
        "phone_country=CN sim_issuer=CN device_lang=zh-CN, REVIEW, CN_WEAK_ACCUMULATED",
        "phone_country=CN sim_issuer=CN device_tz=Asia/Urumqi ip_flag=vpn, REVIEW, CN_WEAK_ACCUMULATED",
        "nationality=CN doc_issuer=CN phone_country=CN, PERMIT, WEAK_ONLY",
        "nationality=CN doc_type=hk_id phone_country=CN sim_issuer=CN, PERMIT, WEAK_ONLY",
        "doc_issuer=CN doc_type=mainland_travel_permit_tw residency=TW ip_country=TW, PERMIT, NO_CN_NEXUS",
        "doc_issuer=CN doc_type=passport, PERMIT, WEAK_ONLY",
        "device_tz=Asia/Hong_Kong device_lang=zh-HK, PERMIT, NO_CN_NEXUS",
        // verified, stale
        "residency_verified=expired, PERMIT, POA_STALE",
        "residency_verified=expired ip_flag=vpn, PERMIT, POA_STALE",
        "residency_verified=expired ip_flag=tor, DENY, LOCATION_HIDDEN",
        "residency_verified=expired device_lang=zh-CN, REVIEW, POA_STALE_WITH_SIGNAL",
        "residency_verified=expired nationality=CN phone_country=CN sim_issuer=CN, REVIEW, POA_STALE_WITH_SIGNAL",
        // unverified
        "residency_verified=no activity=ACCOUNT_OPEN, PERMIT, NO_CN_NEXUS",
        "residency_verified=no activity=ACCOUNT_OPEN nationality=CN, PERMIT, WEAK_ONLY",
        "residency_verified=no activity=ACCOUNT_OPEN phone_country=CN, DENY, CN_PHONE_UNVERIFIED",
        "residency_verified=no activity=ACCOUNT_OPEN phone_country=CN ip_flag=vpn, DENY, CN_PHONE_UNVERIFIED",
        "residency_verified=no activity=ACCOUNT_OPEN ip_flag=vpn, PERMIT, NO_CN_NEXUS",
        "residency_verified=no activity=ACCOUNT_OPEN ip_flag=unresolved, DENY, UNKNOWN_LOCATION",
        "residency_verified=no activity=ACCOUNT_OPEN ip_flag=vpn residency=XX, DENY, UNKNOWN_LOCATION",
        "residency_verified=no activity=ACCOUNT_OPEN ip_flag=tor, DENY, LOCATION_HIDDEN",
        "residency_verified=no, REVIEW, KYC_INCOMPLETE",
        "residency_verified=no phone_country=CN, REVIEW, KYC_INCOMPLETE",
        "residency_verified=no ip_flag=vpn, REVIEW, KYC_INCOMPLETE",
        "residency_verified=no ip_flag=unresolved, DENY, UNKNOWN_LOCATION",
        // before the table
        "tax_residency=CN, REVIEW, CN_CONFLICT",
        "cn_ip_days_90=30, REVIEW, CN_IP_HISTORY",
        "cn_ip_days_90=29, PERMIT, NO_CN_NEXUS",
        "cn_ip_last_24h=yes ip_flag=vpn, REVIEW, CN_THEN_HIDDEN",
        "cn_ip_last_24h=yes, PERMIT, NO_CN_NEXUS",
        "tax_residency=CN ip_flag=tor, DENY, LOCATION_HIDDEN",
        // overrides
        "tax_residency=CN override=valid, PERMIT, OVERRIDE",
        "tax_residency=CN override=expired, REVIEW, CN_CONFLICT",
        "residency=CN override=valid, DENY, CN_DOMESTIC",
        "ip_flag=tor override=valid, DENY, LOCATION_HIDDEN",
        "override=valid, PERMIT, NO_CN_NEXUS",
        // order: asset before rail before standing before presence
        "residency=CN activity=TRADE_RWA asset_class=rwa_token, DENY, RWA_CN_DOMESTIC",
        "residency=CN activity=DEPOSIT_FIAT fiat_rail_country=CN, DENY, FIAT_RAIL_CN",
        "residency=CN ip_country=CN, DENY, CN_DOMESTIC",
        "ip_country=CN asset_peg=CNH asset_class=stablecoin, DENY, CN_PRESENCE",
        "asset_peg=CNH asset_class=stablecoin ip_flag=tor, DENY, RMB_PEG_UNAPPROVED",
        "ip_country=CN ip_flag=tor, DENY, CN_PRESENCE",
        // clause 1: the yuan under any act that issues, and a peg nobody states
        "subject_type=entity residency= entity_domicile=SG activity=ISSUE_RWA asset_class=stablecoin asset_peg=CNH, DENY, RMB_PEG_UNAPPROVED",
        "subject_type=entity residency= entity_domicile=SG activity=ISSUE_RWA asset_class=stablecoin asset_peg=CNH approval=rmb_consent_valid, PERMIT, APPROVED",
        "subject_type=entity residency= entity_domicile=SG activity=ISSUE_STABLECOIN asset_class=stablecoin, REVIEW, RMB_PEG_UNAPPROVED",
        "subject_type=entity residency= entity_domicile=SG activity=ISSUE_STABLECOIN asset_class=stablecoin asset_peg=USD, PERMIT, NO_CN_NEXUS",
        "subject_type=entity residency= entity_domicile=SG activity=ISSUE_TOKEN asset_class=stablecoin, REVIEW, RMB_PEG_UNAPPROVED",
        "subject_type=entity residency= entity_domicile=CN activity=ISSUE_STABLECOIN approval=cl13_valid, REVIEW, RMB_PEG_UNAPPROVED",
        "subject_type=entity residency= entity_domicile=CN activity=ISSUE_STABLECOIN, DENY, CN_ISSUE_OVERSEAS",
        "subject_type=entity residency= entity_domicile=SG activity=ISSUE_STABLECOIN ip_country=CN, DENY, CN_PRESENCE",
        // clause 2: the key opens tokenised assets, under no other name and past no other question
        "residency=CN approval=cl2_approval_and_infra activity=BUY_FIAT_CRYPTO asset_class=rwa_token, DENY, CN_DOMESTIC",
        "residency=CN approval=cl2_approval_and_infra asset_class=rwa_token, DENY, CN_DOMESTIC",
        "residency=CN approval=cl2_approval_and_infra activity=TRADE_RWA, DENY, CN_DOMESTIC",
        "residency=CN activity=TRADE_RWA, DENY, RWA_CN_DOMESTIC",
        "residency=CN approval=cl2_approval_and_infra activity=TRADE_RWA asset_class=, PERMIT, APPROVED",
        "controller_domicile=CN control=51 approval=cl2_approval_and_infra activity=TRADE_RWA, DENY, CN_CONTROLLED",
        "ip_country=CN approval=cl2_approval_and_infra activity=TRADE_RWA, DENY, CN_PRESENCE",
        "ip_country=CN approval=cl2_approval_and_infra activity=STAKE asset_class=rwa_token, DENY, CN_PRESENCE",
        "ip_country=CN approval=cl2_approval_and_infra activity=ISSUE_RWA, DENY, CN_PRESENCE",
        "ip_country=CN approval=cl2_approval_and_infra activity=ISSUE_STABLECOIN asset_class=rwa_token asset_peg=USD, DENY, CN_PRESENCE",
        "subject_type=entity residency= entity_domicile=CN approval=cl2_approval_and_infra activity=ISSUE_RWA, DENY, CN_ISSUE_OVERSEAS",
        "subject_type=entity residency= entity_domicile=CN approval=cl13_valid activity=ISSUE_RWA, DENY, RWA_CN_DOMESTIC",
        "subject_type=entity residency= entity_domicile=CN approval=cl2_approval_and_infra activity=ISSUE_RWA asset_class=rwa_token, PERMIT, APPROVED",
        "subject_type=anonymous residency= residency_verified=no ip_country=CN ip_flag=tor tax_residency=CN activity=TRADE_RWA asset_class=rwa_token approval=cl2_approval_and_infra, DENY, LOCATION_HIDDEN",
        "residency=CN residency_verified=no approval=cl2_approval_and_infra activity=TRADE_RWA asset_class=rwa_token, REVIEW, KYC_INCOMPLETE",
        "residency=CN tax_residency=CN approval=cl2_approval_and_infra activity=TRADE_RWA asset_class=rwa_token, REVIEW, CN_CONFLICT",
        "ip_country=CN approval=cl2_approval_and_infra activity=TRADE_RWA asset_class=rwa_token, PERMIT, APPROVED",
        // clause 14: assets inside under any label
        "activity=SUBSCRIBE rwa_underlying=CN, DENY, RWA_CN_UNDERLYING_UNFILED",
        "activity=SUBSCRIBE rwa_underlying=CN approval=csrc_filing_valid, PERMIT, APPROVED",
        "activity=TRADE_RWA rwa_underlying=CN, DENY, RWA_CN_UNDERLYING_UNFILED",
        "subject_type=entity residency= entity_domicile=CN activity=ISSUE_STABLECOIN asset_class=stablecoin asset_peg=USD rwa_underlying=CN approval=cl13_valid, DENY, RWA_CN_UNDERLYING_UNFILED",
        "subject_type=entity residency= entity_domicile=SG activity=ISSUE_STABLECOIN asset_class=stablecoin asset_peg=USD rwa_underlying=CN, DENY, RWA_CN_UNDERLYING_UNFILED",
        // other spellings of the yuan
        "activity=SUBSCRIBE asset_class=stablecoin asset_peg=ECNY, DENY, RMB_PEG_UNAPPROVED",
        "activity=SUBSCRIBE asset_class=stablecoin asset_peg=CNHT, DENY, RMB_PEG_UNAPPROVED",
        // nobody without a name has a proof; a proxy's own word for Tor
        "subject_type=anonymous, REVIEW, KYC_INCOMPLETE",
        "ip_country=T1, DENY, LOCATION_HIDDEN",
        "ip_country=T1 ip_flag=vpn, DENY, LOCATION_HIDDEN",
        // a passport of Hong Kong prints China as nationality; one of the mainland, or no document, is a signal
        "nationality=CN doc_type=passport doc_issuer=HK phone_country=CN sim_issuer=CN, PERMIT, WEAK_ONLY",
        "nationality=CN doc_type=passport doc_issuer=HK, PERMIT, NO_CN_NEXUS",
        "nationality=CN doc_type=passport doc_issuer=SG, PERMIT, WEAK_ONLY",
        "nationality=CN doc_issuer=HK, PERMIT, WEAK_ONLY",
        // rails and hosts
        "activity=REFERRAL_PAYOUT fiat_rail_country=CN, DENY, FIAT_RAIL_CN",
        "activity=REFERRAL_PAYOUT asset_class=cbdc asset_peg=CNY, DENY, FIAT_RAIL_CN",
        "subject_type=entity residency= entity_domicile=SG activity=VALIDATOR_HOST place_of_act=SG ip_country=CN, PERMIT, NO_CN_NEXUS",
        "subject_type=entity residency= entity_domicile=SG activity=VALIDATOR_HOST ip_country=CN, DENY, CN_INFRA",
        "subject_type=entity residency= entity_domicile=CN activity=VALIDATOR_HOST place_of_act=SG, DENY, CN_ASSIST",
        // accrual needs a position that is still one
        "residency=CN activity=REWARD_ACCRUE position_state=settled, DENY, CN_ACCRUAL_ENDED",
        "residency=CN activity=REWARD_ACCRUE position_state=unbonding, EXIT_ONLY, CN_WINDDOWN_ACCRUAL",
        // the notice of 2021 and its own asset
        "as_of=2025-07-01T00:00:00Z residency=CN activity=TRADE_RWA, DENY, CN_DOMESTIC_237",
        "as_of=2025-07-01T00:00:00Z residency=CN activity=TRADE_RWA asset_class=rwa_token, PERMIT, NO_RULE_IN_FORCE",
        // exits
        "residency=CN activity=LOGIN, EXIT_ONLY, CN_EXIT",
        "residency=CN activity=CLAIM_REWARD as_of=2028-03-01T00:00:00Z, EXIT_ONLY, CN_EXIT_CLAIM",
        "residency=CN activity=WITHDRAW_FIAT fiat_rail_country=HK, EXIT_ONLY, CN_EXIT",
        "residency=CN activity=WITHDRAW_CRYPTO legal_hold=yes, DENY, LEGAL_HOLD",
        "residency=CN activity=EXPORT_STATEMENT legal_hold=yes, EXIT_ONLY, CN_EXIT",
        "activity=REWARD_ACCRUE legal_hold=yes, DENY, LEGAL_HOLD",
        // time
        "as_of=2021-09-23T15:59:59Z residency=CN, PERMIT, NO_RULE_IN_FORCE",
        "as_of=2021-09-23T16:00:00Z residency=CN, DENY, CN_DOMESTIC_237",
        "as_of=2026-02-05T15:59:59Z residency=CN, DENY, CN_DOMESTIC_237",
        "as_of=2026-02-05T16:00:00Z residency=CN, DENY, CN_DOMESTIC",
        "as_of=2026-02-05T15:59:59Z controller_domicile=CN control=majority, PERMIT, NO_RULE_IN_FORCE",
        "as_of=2020-01-01T00:00:00Z legal_hold=yes activity=REDEEM, DENY, LEGAL_HOLD",
    })
    void facts_decide_as_the_notice_and_the_table_say(String overlay, Outcome outcome, String reason) {
        Decision decision = ENGINE.decide(facts(overlay));
        assertThat(decision.outcome() + " " + decision.reason()).isEqualTo(outcome + " " + reason);
        assertThat(decision instanceof Decision.Permitted)
                .isEqualTo(outcome == Outcome.PERMIT || outcome == Outcome.EXIT_ONLY);
    }

    @ParameterizedTest
    @CsvSource({
        "residency=CN, NO_NEW",
        "residency=CN account_state=existing, EXIT_ONLY",
        "residency=CN position_state=active, EXIT_ONLY",
        "residency=CN position_state=active as_of=2026-05-06T00:00:00+08:00, FORCED_UNBOND",
        "residency=CN position_state=settled as_of=2026-05-06T00:00:00+08:00, EXIT_ONLY",
        "residency=CN position_state=active as_of=2028-02-06T00:00:00+08:00, CLAIM_ONLY",
        "legal_hold=yes, FROZEN",
        "'', NONE",
        "ip_country=CN, NONE"
    })
    void stage_follows_standing_and_dates(String overlay, Stage stage) {
        assertThat(ENGINE.decide(facts(overlay)).stage()).isEqualTo(stage);
    }

    @Test
    void every_reason_of_the_contract_is_given_by_a_rule() {
        Set<String> given = new LinkedHashSet<>(Set.of("NO_RULE_IN_FORCE"));
        for (Policy policy : ENGINE.policies().policies()) {
            policy.rules().forEach(rule -> given.add(rule.reason()));
            given.add(policy.overrideRule().reason());
        }
        assertThat(given)
                .containsExactlyInAnyOrder(
                        "CN_DOMESTIC",
                        "CN_DOMESTIC_237",
                        "CN_CONTROLLED",
                        "CN_MINORITY_CONTROL",
                        "CN_PRESENCE",
                        "CN_EXIT",
                        "CN_EXIT_CLAIM",
                        "EXIT_ALWAYS",
                        "CN_WINDDOWN_ACCRUAL",
                        "CN_ACCRUAL_ENDED",
                        "NO_NEXUS_STATUS",
                        "LEGAL_HOLD",
                        "FIAT_RAIL_CN",
                        "RMB_PEG_UNAPPROVED",
                        "CN_ISSUE_OVERSEAS",
                        "RWA_CN_DOMESTIC",
                        "RWA_CN_UNDERLYING_UNFILED",
                        "CN_ASSIST",
                        "CN_INFRA",
                        "LOCATION_HIDDEN",
                        "UNKNOWN_LOCATION",
                        "CN_PHONE_UNVERIFIED",
                        "CN_WEAK_ACCUMULATED",
                        "CN_CONFLICT",
                        "CN_IP_HISTORY",
                        "CN_THEN_HIDDEN",
                        "HIDDEN_IP_WITH_SIGNAL",
                        "HIDDEN_IP_VERIFIED",
                        "POA_STALE",
                        "POA_STALE_WITH_SIGNAL",
                        "KYC_INCOMPLETE",
                        "WEAK_ONLY",
                        "NO_CN_NEXUS",
                        "APPROVED",
                        "OVERRIDE",
                        "NO_RULE_IN_FORCE");
    }

    @ParameterizedTest
    @CsvSource({
        "activity=TRADE_RWA asset_class=rwa_token rwa_underlying=CN approval=csrc_filing_valid, N42 clause 14 (text)",
        "activity=SUBSCRIBE asset_class=stablecoin asset_peg=CNH approval=rmb_consent_valid, N42 clause 1 para 3 (house)",
        "residency=CN activity=TRADE_RWA asset_class=rwa_token approval=cl2_approval_and_infra, N42 clause 2 para 2 (text)",
    })
    void approval_cites_the_clause_of_its_own_key_and_an_old_proof_is_still_asked_for(String overlay, String clause) {
        Decision fresh = ENGINE.decide(facts(overlay));
        Decision stale = ENGINE.decide(facts(overlay + " residency_verified=expired"));
        for (Decision decision : List.of(fresh, stale)) {
            assertThat(decision.reason()).isEqualTo("APPROVED");
            assertThat(decision.citations()).extracting(Citation::toText).containsExactly(clause);
            assertThat(decision.obligations()).contains(Obligation.RECORD_APPROVAL);
        }
        assertThat(fresh.obligations()).doesNotContain(Obligation.ASK_PROOF_OF_ADDRESS);
        assertThat(stale.obligations()).contains(Obligation.ASK_PROOF_OF_ADDRESS);
    }

    @Test
    void what_officers_have_lifted_is_not_put_before_them_again() {
        assertThat(ENGINE.decide(facts("tax_residency=CN")).obligations()).contains(Obligation.OFFICER_REVIEW);
        assertThat(ENGINE.decide(facts("tax_residency=CN override=valid")).obligations())
                .containsExactly(Obligation.EVIDENCE);
    }

    @Test
    void hold_before_any_notice_goes_to_an_officer_and_cites_none() {
        Decision held = ENGINE.decide(facts("as_of=2020-01-01T00:00:00Z legal_hold=yes activity=REDEEM"));
        assertThat(held.obligations()).containsExactlyInAnyOrder(Obligation.EVIDENCE, Obligation.OFFICER_REVIEW);
        assertThat(held.citations()).isEmpty();
    }

    @Test
    void refusal_tells_what_still_works() {
        assertThat(ENGINE.decide(facts("residency=CN fiat_rail_country=CN"))
                        .exitOptions()
                        .toString())
                .isEqualTo(
                        "[UNSTAKE, REDEEM, CLAIM_REWARD, WITHDRAW_CRYPTO, LOGIN, EXPORT_STATEMENT, SUPPORT_CONTACT]");
        assertThat(ENGINE.decide(facts("legal_hold=yes")).exitOptions().toString())
                .isEqualTo("[EXPORT_STATEMENT]");
    }

    @Test
    void validity_ends_at_the_nearest_of_window_boundary_and_proof() {
        assertThat(ENGINE.decide(facts("")).validUntil()).hasToString("2026-03-01T00:01:00Z");
        assertThat(ENGINE.decide(facts("as_of=2020-01-01T00:00:00Z")).validUntil())
                .hasToString("2020-01-01T00:01:00Z");
        assertThat(ENGINE.decide(facts("as_of=2021-09-23T15:59:50Z")).validUntil())
                .hasToString("2021-09-23T16:00:00Z");
        assertThat(ENGINE.decide(facts("as_of=2026-05-05T15:59:30Z")).validUntil())
                .hasToString("2026-05-05T16:00:00Z");
        assertThat(ENGINE.decide(facts("residency_verified_at=2025-03-01T00:00:20Z"))
                        .validUntil())
                .hasToString("2026-03-01T00:00:20Z");
        assertThat(ENGINE.decide(facts("activity=REDEEM")).validUntil()).hasToString("2026-03-01T00:00:00Z");
        assertThat(ENGINE.decide(facts("tax_residency=CN")).validUntil()).hasToString("2026-03-01T00:00:00Z");
    }
}
