package io.stakebook.policy.cli;

import io.stakebook.policy.diff.Change;
import io.stakebook.policy.diff.PolicyDiff;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.model.Rule;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says what changes from one set of policies to another: every kind of change over all cells with an example, then the examples
 * that the sets ship, then the policies whose text differs. Lines that start with a brace are facts for {@code policy evaluate}.
 */
final class DiffCommand {
    private static final int SHOWN = 20;

    private final PolicySet before;
    private final PolicySet after;

    DiffCommand(PolicySet before, PolicySet after) {
        this.before = before;
        this.after = after;
    }

    /**
     * @return 0 when the sets are the same, 1 when anything differs, be it only the text
     */
    int run(PrintStream out) {
        boolean same = before.hash().equals(after.hash());
        List<Change> changes = same ? List.of() : PolicyDiff.of(before, after);
        cells(changes, out);
        examples(out);
        texts(out);
        if (!same && changes.isEmpty()) {
            out.println("No cell decides differently: the texts differ in what decides nothing.");
        }
        out.flush();
        return same ? 0 : 1;
    }

    private static void cells(List<Change> changes, PrintStream out) {
        for (int i = 0; i < Math.min(SHOWN, changes.size()); i++) {
            Change change = changes.get(i);
            out.println(change.text());
            out.println("  " + count(change.cells(), "cell") + " of " + acts(change.activities()) + "; "
                    + instants(change) + "; for instance");
            out.println(change.exampleLine("change-" + (i + 1)));
        }
        if (changes.size() > SHOWN) {
            long rest = changes.stream().skip(SHOWN).mapToLong(Change::cells).sum();
            out.println(
                    "and " + (changes.size() - SHOWN) + " more kinds of change in " + rest + " cells, not shown here");
        }
        long cells = changes.stream().mapToLong(Change::cells).sum();
        String kinds = changes.size() == 1 ? "1 kind of change" : changes.size() + " kinds of change";
        out.println(kinds + " in " + count(cells, "cell"));
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String acts(Set<Activity> activities) {
        return activities.size() == Activity.values().length
                ? "every act"
                : activities.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static String instants(Change change) {
        return change.instants().size() == 1
                ? "at " + change.instants().first()
                : "at " + change.instants().size() + " dates from "
                        + change.instants().first() + " to "
                        + change.instants().last();
    }

    private void examples(PrintStream out) {
        Map<String, Facts> examples = new LinkedHashMap<>();
        collect(before, examples);
        collect(after, examples);
        List<String> changed = new ArrayList<>();
        for (Facts facts : examples.values()) {
            PolicyDiff.compare(before, after, facts)
                    .ifPresent(text ->
                            changed.add(text + " | " + facts.canonical().strip().replace('\n', ' ')));
        }
        changed.stream().limit(SHOWN).forEach(out::println);
        if (changed.size() > SHOWN) {
            out.println("and " + (changed.size() - SHOWN) + " more examples, not shown here");
        }
        out.println(changed.size() + " of " + examples.size() + " examples decide differently");
    }

    private static void collect(PolicySet policies, Map<String, Facts> examples) {
        for (Policy policy : policies.policies()) {
            for (Rule rule : policy.rules()) {
                for (Rule.RuleTest test : rule.tests()) {
                    Facts facts = Facts.parse(test.facts());
                    examples.putIfAbsent(facts.canonical(), facts);
                }
            }
        }
    }

    private void texts(PrintStream out) {
        Map<String, String> old = hashes(before);
        Map<String, String> now = hashes(after);
        Set<String> ids = new TreeSet<>(old.keySet());
        ids.addAll(now.keySet());
        for (String id : ids) {
            String was = old.getOrDefault(id, "absent");
            String is = now.getOrDefault(id, "absent");
            if (!was.equals(is)) {
                out.println("text of " + id + ": " + was + " -> " + is);
            }
        }
    }

    private static Map<String, String> hashes(PolicySet policies) {
        return policies.policies().stream().collect(Collectors.toMap(Policy::id, Policy::contentHash));
    }
}
