package io.stakebook.policy.check;

import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.AssetClass;
import io.stakebook.policy.model.Attribute;
import io.stakebook.policy.model.Box;
import io.stakebook.policy.model.Cell;
import io.stakebook.policy.model.Domains.Flag;
import io.stakebook.policy.model.Domains.Proof;
import io.stakebook.policy.model.Domains.Side;
import io.stakebook.policy.model.Domains.Status;
import io.stakebook.policy.model.Domains.WeakBand;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Every distinguishable cell of one activity, with the rule that wins it.
 *
 * <p>Two values of an attribute that no condition of this activity tells apart are one class, so the product of the classes is
 * exact and small. Cells that no facts can fall on (a mainland phone with no weak signal, say) are left out.
 */
@SuppressWarnings("EnumOrdinal") // cells are indexed by ordinals, as the masks of the rules are
final class Space {
    static final short INFEASIBLE = -2;
    static final short NO_RULE = -1;

    private final Activity activity;
    private final List<Rule> rules;
    private final List<Attribute> dimensions;
    /** Position of an attribute among the dimensions by its ordinal, or -1. */
    private final int[] dimensionOf;

    private final int[][] representatives;
    private final int[] strides;
    private final short[] winners;

    Space(Policy policy, Activity activity) {
        this.activity = activity;
        this.rules = policy.rulesOf(activity);
        this.dimensions = new ArrayList<>();
        List<int[]> classes = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            if (attribute == Attribute.ACTIVITY) {
                continue;
            }
            int[] reps = classesOf(attribute);
            if (reps.length > 1) {
                dimensions.add(attribute);
                classes.add(reps);
            }
        }
        dimensionOf = new int[Attribute.values().length];
        for (Attribute attribute : Attribute.values()) {
            dimensionOf[attribute.ordinal()] = dimensions.indexOf(attribute);
        }
        representatives = classes.toArray(new int[0][]);
        strides = new int[dimensions.size()];
        int size = 1;
        for (int d = 0; d < strides.length; d++) {
            strides[d] = size;
            size = Math.multiplyExact(size, representatives[d].length);
        }
        winners = new short[size];
        fill();
    }

    /**
     * A text that is equal for two activities whose rules tell the same cells apart in the same way, so that what is proved of one
     * holds for the other.
     */
    static String signature(Policy policy, Activity activity) {
        StringBuilder text = new StringBuilder();
        text.append(activity.group()).append(activity == Activity.WITHDRAW_FIAT).append(tokenised(activity));
        text.append(activity.usesFiatRail());
        for (Rule rule : policy.rulesOf(activity)) {
            text.append(';').append(rule.id());
            for (int b = 0; b < rule.boxes().size(); b++) {
                if (rule.boxes().get(b).takes(activity)) {
                    text.append(',').append(b);
                }
            }
        }
        return text.toString();
    }

    private static boolean tokenised(Activity activity) {
        return activity == Activity.TRADE_RWA || activity == Activity.ISSUE_RWA;
    }

    /** One representative value per class of values that the rules of this activity cannot tell apart. */
    private int[] classesOf(Attribute attribute) {
        Map<String, Integer> bySignature = new LinkedHashMap<>();
        for (int value = 0; value < attribute.size(); value++) {
            StringBuilder signature = new StringBuilder();
            for (Rule rule : rules) {
                for (Box box : rule.boxes()) {
                    if (box.takes(activity)) {
                        signature.append((box.mask(attribute) >> value) & 1);
                    }
                }
            }
            bySignature.putIfAbsent(signature.toString(), value);
        }
        return bySignature.values().stream().mapToInt(Integer::intValue).toArray();
    }

    private void fill() {
        Cell cell = Cell.blank().set(Attribute.ACTIVITY, activity);
        for (int index = 0; index < winners.length; index++) {
            place(cell, index);
            winners[index] = feasible(cell, this::spans) ? winner(cell) : INFEASIBLE;
        }
    }

    private void place(Cell cell, int index) {
        for (int d = 0; d < strides.length; d++) {
            int klass = index / strides[d] % representatives[d].length;
            cell.setOrdinal(dimensions.get(d), representatives[d][klass]);
        }
    }

    private short winner(Cell cell) {
        for (int r = 0; r < rules.size(); r++) {
            if (rules.get(r).matches(cell)) {
                return (short) r;
            }
        }
        return NO_RULE;
    }

    /** Whether facts can fall on the cell, of which only the known attributes mean anything. */
    private boolean feasible(Cell cell, Predicate<Attribute> known) {
        boolean inside = known.test(Attribute.PLACE_OF_ACT) && cell.is(Attribute.PLACE_OF_ACT, Side.INSIDE);
        if (inside && known.test(Attribute.PRESENCE) && !cell.is(Attribute.PRESENCE, Side.INSIDE)) {
            return false;
        }
        boolean signal = (known.test(Attribute.PHONE) && cell.is(Attribute.PHONE, Side.INSIDE))
                || (known.test(Attribute.RAIL) && cell.is(Attribute.RAIL, Side.INSIDE));
        if (signal && known.test(Attribute.WEAK) && cell.is(Attribute.WEAK, WeakBand.NONE)) {
            return false;
        }
        if (known.test(Attribute.RESIDENCE_STATED) && cell.is(Attribute.RESIDENCE_STATED, Flag.NO)) {
            boolean proved = known.test(Attribute.PROOF) && !cell.is(Attribute.PROOF, Proof.NONE);
            if (proved || (known.test(Attribute.STATUS) && cell.is(Attribute.STATUS, Status.DOMESTIC))) {
                return false;
            }
        }
        // An act with tokenised assets names the class itself when the facts do not.
        return !tokenised(activity) || !known.test(Attribute.ASSET) || !cell.is(Attribute.ASSET, AssetClass.UNKNOWN);
    }

    boolean spans(Attribute attribute) {
        return dimensionOf[attribute.ordinal()] >= 0;
    }

    int size() {
        return winners.length;
    }

    /** Index into {@link #rules}, or {@link #INFEASIBLE}, or {@link #NO_RULE}. */
    short winnerAt(int index) {
        return winners[index];
    }

    List<Rule> rules() {
        return rules;
    }

    Activity activity() {
        return activity;
    }

    Cell cellAt(int index) {
        Cell cell = Cell.blank().set(Attribute.ACTIVITY, activity);
        place(cell, index);
        return cell;
    }

    boolean is(int index, Attribute attribute, Enum<?> value) {
        int d = dimensionOf[attribute.ordinal()];
        return d >= 0 && representatives[d][index / strides[d] % representatives[d].length] == value.ordinal();
    }

    /**
     * The cell with this value, when facts of this index can have it: a value that no rule of the activity asks for is one that the
     * facts of every index can have.
     */
    Optional<Cell> with(int index, Attribute attribute, Enum<?> value) {
        if (spans(attribute) && !is(index, attribute, value)) {
            return Optional.empty();
        }
        Cell cell = cellAt(index).set(attribute, value);
        return feasible(cell, known -> known == attribute || spans(known)) ? Optional.of(cell) : Optional.empty();
    }

    /**
     * The index of the cell that differs in one attribute alone; -1 when the activity's rules do not range over it or cannot tell
     * the value from the cell's own.
     */
    int moved(int index, Attribute attribute, Enum<?> value) {
        int d = dimensionOf[attribute.ordinal()];
        if (d < 0) {
            return -1;
        }
        int own = index / strides[d] % representatives[d].length;
        int[] reps = representatives[d];
        for (int klass = 0; klass < reps.length; klass++) {
            if (reps[klass] == value.ordinal()) {
                return klass == own ? -1 : index + (klass - own) * strides[d];
            }
        }
        return -1;
    }

    /** The indices of all cells that differ from this one in one attribute alone. */
    int[] siblings(int index, Attribute attribute) {
        int d = dimensionOf[attribute.ordinal()];
        if (d < 0) {
            return new int[0];
        }
        int own = index / strides[d] % representatives[d].length;
        int[] all = new int[representatives[d].length - 1];
        int n = 0;
        for (int klass = 0; klass < representatives[d].length; klass++) {
            if (klass != own) {
                all[n++] = index + (klass - own) * strides[d];
            }
        }
        return Arrays.copyOf(all, n);
    }

    String describe(int index) {
        return describe(cellAt(index), Attribute.ACTIVITY);
    }

    /** The cell in the attributes that the rules ask for, and one more. */
    String describe(Cell cell, Attribute more) {
        Set<Attribute> shown = new LinkedHashSet<>();
        shown.add(Attribute.ACTIVITY);
        shown.addAll(dimensions);
        shown.add(more);
        return cell.describe(shown);
    }
}
