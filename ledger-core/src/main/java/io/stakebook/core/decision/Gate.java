package io.stakebook.core.decision;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.policy.PolicyException.InvalidFacts;
import io.stakebook.policy.decision.Decision;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.model.Citation;
import io.stakebook.policy.model.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks the policy and puts its answer in the form the book keeps. Pure. */
public final class Gate {

    /** The question is never kept, so who asks and under which name is of no consequence. */
    private static final UUID NOBODY = new UUID(0, 0);

    private Gate() {}

    /** @throws Rejected {@code FIELD_INVALID} naming the fact, when a fact has a value the policy contract does not know */
    public static Ruling ask(ActivePolicy policy, Question question) {
        Decision decision = policy.engine().decide(facts(question));
        DecisionRecord kept = keep(decision, question, policy.regionsVersion());
        return decision instanceof Decision.Permitted permit
                ? new Ruling.Admitted(permit, kept)
                : new Ruling.TurnedAway(kept);
    }

    /**
     * Checks facts before they are stored, so that no later decision stumbles over them.
     *
     * @throws Rejected {@code FIELD_INVALID} naming the fact
     */
    public static void requireReadable(DecisionId id, CustomerId customer, DeclaredFacts facts, Instant at) {
        FactsOnFile stating = new FactsOnFile(facts, at);
        facts(Question.of(id, customer, stating, RequestEvidence.none(), Activity.LOGIN, null, at));
    }

    /**
     * Checks facts before anybody is asked: what no later decision could read is refused where it is given.
     *
     * @throws Rejected {@code FIELD_INVALID} naming the fact
     */
    public static void requireReadable(DeclaredFacts facts, Instant at) {
        requireReadable(new DecisionId(NOBODY), new CustomerId(NOBODY), facts, at);
    }

    private static Facts facts(Question question) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("id", question.id().toString());
        named.put("as_of", question.at().toString());
        named.putAll(question.facts().named());
        named.putAll(question.evidence().byName());
        named.put("account_state", wire(question.accountState()));
        named.put("position_state", wire(question.positionState()));
        named.put("activity", question.activity().name());
        putAsset(named, question.assetOrNull());
        try {
            return question.facts().at(Facts.parse(named));
        } catch (InvalidFacts e) {
            throw rejected(e);
        }
    }

    /** What is being stated, with nothing ended and nothing filled in. */
    static Facts asStated(FactsOnFile stating) {
        Map<String, Object> named = new LinkedHashMap<>(stating.named());
        named.put("as_of", stating.statedAt().toString());
        named.put("activity", Activity.LOGIN.name());
        try {
            return Facts.parse(named);
        } catch (InvalidFacts e) {
            throw rejected(e);
        }
    }

    static Rejected rejected(InvalidFacts fault) {
        return new Rejected(
                ErrorCode.FIELD_INVALID,
                "fact \"" + fault.field() + "\" " + fault.rule()
                        + (fault.value().isEmpty() ? "" : ", not \"" + fault.value() + "\""),
                Map.of("field", fault.field()));
    }

    private static void putAsset(Map<String, Object> named, @Nullable AssetCode asset) {
        if (asset != null) {
            AssetClasses.AssetClassOf kind = AssetClasses.of(asset);
            named.put("asset_class", kind.assetClass());
            named.put("asset_peg", kind.peg());
        }
    }

    private static DecisionRecord keep(Decision decision, Question question, long regionsVersion) {
        Instant validUntil = question.facts()
                .nextEnd(decision.facts())
                .filter(end -> end.isBefore(decision.validUntil()))
                .orElse(decision.validUntil());
        boolean reusable = validUntil.isAfter(decision.asOf());
        return new DecisionRecord(
                question.id(),
                question.customer(),
                decision.activity().name(),
                decision.outcome().name(),
                decision instanceof Decision.Permitted,
                decision.reason(),
                decision.stage().name(),
                decision.http(),
                decision.ruleId(),
                decision.matchedRules(),
                decision.citations().stream().map(Citation::toText).toList(),
                decision.exitOptions().stream().map(Activity::name).toList(),
                decision.policyId(),
                decision.policyHash(),
                regionsVersion,
                question.evidence().dataSets(),
                decision.facts().canonical(),
                decision.factsHash(),
                decision.asOf(),
                reusable ? validUntil : null);
    }

    /** True for a plain permit, which needs no record of its own where acts are as many as positions times days. */
    public static boolean isPlainPermit(DecisionRecord decision) {
        return decision.outcome().equals(Outcome.PERMIT.name());
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
