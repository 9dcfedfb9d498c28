package io.stakebook.persistence.regions;

import io.stakebook.persistence.sql.Lines;
import io.stakebook.policy.change.Approval;
import io.stakebook.policy.change.ImpactPreview;
import io.stakebook.policy.region.Provisional;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Toggles, approvals and preview cells as lines of text. */
final class RegionLines {

    private static final String FIELD = "\t";
    private static final String REWARDS = ", rewards ";

    private RegionLines() {}

    /** The states' own canonical text, see {@link RegionStates#canonical}. */
    static String toggles(RegionStates states) {
        return states.canonical();
    }

    static RegionStates states(long version, String canonical) {
        List<String[]> lines = canonical.lines().map(line -> line.split(" ", 3)).toList();
        List<RegionToggle> toggles = new ArrayList<>();
        for (int i = 0; i < lines.size(); ) {
            RegionToggle toggle = toggle(lines.get(i));
            i++;
            if (i < lines.size() && lines.get(i)[1].equals(RegionStates.UNTIL)) {
                String[] end = lines.get(i)[2].split(" ", 2);
                i++;
                Optional<RegionToggle> before = Optional.empty();
                if (i < lines.size() && lines.get(i)[1].equals(RegionStates.BEFORE)) {
                    before = Optional.of(toggle((lines.get(i)[0] + " " + lines.get(i)[2]).split(" ", 3)));
                    i++;
                }
                toggle = toggle.limited(new Provisional(end[1], Instant.parse(end[0]), before));
            }
            toggles.add(toggle);
        }
        return RegionStates.of(version, toggles);
    }

    /** @param line region, state, and what follows: the date and the basis */
    private static RegionToggle toggle(String[] line) {
        String[] rest = line[2].split(" ", 2);
        return new RegionToggle(Region.parse(line[0]), RegionState.valueOf(line[1]), rest[1], Instant.parse(rest[0]));
    }

    static String approvals(List<Approval> approvals) {
        return Lines.join(approvals.stream()
                .map(yes -> String.join(FIELD, yes.at().toString(), yes.contentHash(), yes.approver())
                        + (yes.comment().isEmpty() ? "" : FIELD + yes.comment()))
                .toList());
    }

    static List<Approval> approvals(String text) {
        return Lines.split(text).stream().map(RegionLines::approval).toList();
    }

    /** Without a comment, as all were once, a line ends with the approver. */
    private static Approval approval(String line) {
        String[] parts = line.split(FIELD, 4);
        return new Approval(parts[2], parts[1], Instant.parse(parts[0]), parts.length > 3 ? parts[3] : "");
    }

    static String cells(List<ImpactPreview.Cell> cells) {
        return Lines.join(cells.stream().map(RegionLines::cell).toList());
    }

    private static String cell(ImpactPreview.Cell cell) {
        String units = new TreeMap<>(cell.units())
                .entrySet().stream()
                        .map(held -> held.getKey() + "=" + held.getValue())
                        .collect(Collectors.joining(","));
        return String.join(
                FIELD,
                cell.region().code(),
                answers(cell.before(), cell.rewardsBefore()),
                answers(cell.after(), cell.rewardsAfter()),
                Long.toString(cell.accounts()),
                Long.toString(cell.positions()),
                units);
    }

    /** What becomes of rewards follows in the same field: a reader from before it was asked shows the field as it is. */
    private static String answers(String subscription, String rewards) {
        return rewards.isEmpty() ? subscription : subscription + REWARDS + rewards;
    }

    private static String subscription(String answers) {
        int end = answers.indexOf(REWARDS);
        return end < 0 ? answers : answers.substring(0, end);
    }

    private static String rewards(String answers) {
        int end = answers.indexOf(REWARDS);
        return end < 0 ? "" : answers.substring(end + REWARDS.length());
    }

    static List<ImpactPreview.Cell> cells(String text) {
        return Lines.split(text).stream().map(RegionLines::readCell).toList();
    }

    private static ImpactPreview.Cell readCell(String line) {
        String[] parts = line.split(FIELD, 6);
        Map<String, BigInteger> units = new TreeMap<>();
        for (String held : parts[5].isEmpty() ? new String[0] : parts[5].split(",", -1)) {
            int equals = held.indexOf('=');
            units.put(held.substring(0, equals), new BigInteger(held.substring(equals + 1)));
        }
        return new ImpactPreview.Cell(
                Region.parse(parts[0]),
                subscription(parts[1]),
                subscription(parts[2]),
                rewards(parts[1]),
                rewards(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                units);
    }
}
