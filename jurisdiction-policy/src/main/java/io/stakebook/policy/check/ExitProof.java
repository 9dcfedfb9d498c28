package io.stakebook.policy.check;

import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.ActivityGroup;
import io.stakebook.policy.facts.AssetClass;
import io.stakebook.policy.model.Attribute;
import io.stakebook.policy.model.Domains.Flag;
import io.stakebook.policy.model.Domains.Side;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Proves that no exit is closed without a legal hold, but for money over a rail inside. Exits ask for few facts, so that it is quick
 * enough to be asked of every set before it decides anything.
 */
public final class ExitProof {
    private ExitProof() {}

    /**
     * @param file what to call the policy's file
     * @return a finding for all exits that are closed alike
     */
    public static List<PolicyFinding> of(String file, Policy policy) {
        Map<String, List<Activity>> alike = new LinkedHashMap<>();
        for (Activity activity : Activity.values()) {
            if (activity.group() == ActivityGroup.EXIT) {
                alike.computeIfAbsent(Space.signature(policy, activity), exits -> new ArrayList<>())
                        .add(activity);
            }
        }
        List<PolicyFinding> findings = new ArrayList<>();
        for (List<Activity> exits : alike.values()) {
            Space space = new Space(policy, exits.get(0));
            for (int i = 0; i < space.size(); i++) {
                if (space.winnerAt(i) >= 0 && isClosed(space, i)) {
                    findings.add(new PolicyFinding(file, winner(space, i).id(), space.describe(i), message(exits)));
                    break;
                }
            }
        }
        return findings;
    }

    private static boolean isClosed(Space space, int index) {
        boolean railInside = space.activity().usesFiatRail()
                && (space.is(index, Attribute.RAIL, Side.INSIDE)
                        || (space.is(index, Attribute.ASSET, AssetClass.CBDC)
                                && space.is(index, Attribute.PEG, Side.INSIDE)));
        return !winner(space, index).outcome().goesOn()
                && !space.is(index, Attribute.LEGAL_HOLD, Flag.YES)
                && !railInside;
    }

    private static String message(List<Activity> exits) {
        int more = exits.size() - 1;
        return "The exit " + exits.get(0) + " is closed without a legal hold"
                + (more == 0 ? "." : ", and " + more + " more with it: " + exits.subList(1, exits.size()) + ".");
    }

    private static Rule winner(Space space, int index) {
        return space.rules().get(space.winnerAt(index));
    }
}
