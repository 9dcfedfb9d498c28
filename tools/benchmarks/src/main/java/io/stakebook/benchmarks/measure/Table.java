package io.stakebook.benchmarks.measure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A Markdown table. The first column is aligned left, the others right. */
public final class Table {

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... head) {
        this.head = List.of(head);
    }

    /** The table of goals that every benchmark ends with. */
    public static Table of(List<Goal> goals) {
        Table table = new Table("goal", "asked", "measured", "met");
        goals.forEach(goal -> table.row(goal.what(), goal.bound(), goal.figure(), goal.verdict()));
        return table;
    }

    public Table row(String... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells under a head of " + head.size());
        }
        rows.add(List.of(cells));
        return this;
    }

    public void print(PrintStream out) {
        out.println(line(head));
        out.println("| --- |" + " ---: |".repeat(head.size() - 1));
        rows.forEach(row -> out.println(line(row)));
        out.println();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
