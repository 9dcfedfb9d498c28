package io.stakebook.policy.diff;

import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.model.Attribute;
import io.stakebook.policy.model.Box;
import io.stakebook.policy.model.Cell;
import io.stakebook.policy.model.Domains.Flag;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.StageRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Conditions of one policy in their order, of which the first that holds answers.
 *
 * @param policy position of the policy whose cells the conditions are about
 */
@SuppressWarnings("EnumOrdinal") // the masks of the rules are over ordinals
record Ladder(int policy, List<Step> steps) {
    /** One condition: the allowed values by attribute, and the number of the rule that it belongs to. */
    static final class Step {
        private final long[] masks;
        private final int answer;

        private Step(ToLongFunction<Attribute> mask, int answer) {
            this.masks = Arrays.stream(Attribute.values()).mapToLong(mask).toArray();
            this.answer = answer;
        }

        boolean allows(Attribute attribute, Cell cell) {
            return (masks[attribute.ordinal()] & (1L << cell.get(attribute))) != 0;
        }

        int answer() {
            return answer;
        }
    }

    static Ladder rules(int position, Policy policy, Activity activity) {
        List<Step> steps = new ArrayList<>();
        for (int rule = 0; rule < policy.rulesOf(activity).size(); rule++) {
            for (Box box : policy.rulesOf(activity).get(rule).boxes()) {
                steps.add(new Step(box::mask, rule));
            }
        }
        return new Ladder(position, steps);
    }

    static Ladder stages(int position, Policy policy, Instant at) {
        List<Step> steps = new ArrayList<>();
        for (StageRule stage : policy.stages()) {
            if (!at.isBefore(stage.from())) {
                steps.add(new Step(stage.when()::mask, stage.stage().ordinal()));
            }
        }
        return new Ladder(position, steps);
    }

    /** Where no policy is in force all that counts is whether there is a legal hold. */
    static Ladder noPolicy(int position) {
        ToLongFunction<Attribute> held =
                attribute -> attribute == Attribute.LEGAL_HOLD ? 1L << Flag.YES.ordinal() : -1L;
        return new Ladder(position, List.of(new Step(held, 0)));
    }
}
