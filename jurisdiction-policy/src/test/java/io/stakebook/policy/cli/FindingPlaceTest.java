package io.stakebook.policy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a policy file is said at its line and column, in words of our own, and no file is passed over unsaid. */
class FindingPlaceTest {
    private static final String NOTICE = "CN-YINFA-2026-42.yaml";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path dir;

    FindingPlaceTest(@TempDir Path dir) {
        this.dir = dir;
    }

    private int run(String... args) {
        return PolicyCommand.run(
                args,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** The place at which a text first stands, counted as an editor does. */
    private static String place(String whole, String part) {
        int at = whole.indexOf(part);
        String before = whole.substring(0, at);
        return NOTICE + ":" + (before.chars().filter(c -> c == '\n').count() + 1) + ":"
                + (at - before.lastIndexOf('\n'));
    }

    private String broken(String from, String to) throws IOException {
        Path notice = PolicyCommandTest.copyOfShipped(dir).resolve(NOTICE);
        String whole = Files.readString(notice);
        assertThat(whole).contains(from);
        String changed = whole.replace(from, to);
        Files.writeString(notice, changed);
        return changed;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title: Mainland | title: of: Mainland | ` Mainland China` | -1 | A colon stands here where no key can be",
                "`  forcedUnbonding:` | `\tforcedUnbonding:` | `\tforcedUnbonding` | 0 | A tab stands here; indent with blanks.",
                "title: Mainland | title: @Mainland | @Mainland | 0 | No text can begin with this sign",
                "include: [CN] | include: [CN | } | 0 | A list is not closed before this",
                "perimeter: | policy: AGAIN\\nperimeter: | `policy: AGAIN` | 0 | This key stands twice in its mapping.",
                "title: Mainland | title: !!java.util.Date Mainland | !!java | 0 | A type ('!') is given here",
                "title: Mainland | title: \u0001Mainland | `\u0001` | 0 | A control character stands here",
                "perimeter: {include: [CN], exclude: [HK, MO, TW]} | perimeter: {include: &a [CN], exclude: *a} | *a | 0 | A value is used a second time by its name (*)",
                "override:\\n | ---\\noverride:\\n | ---\\noverride | 0 | A second document begins here",
            })
    void text_that_is_no_yaml_is_told_where_and_in_words(String from, String to, String at, int shift, String said)
            throws IOException {
        String whole = broken(from.replace("\\n", "\n"), to.replace("\\n", "\n"));

        assertThat(run("check", dir.toString())).isEqualTo(1);

        String expected = place(whole, at.replace("\\n", "\n"));
        if (shift != 0) {
            int colon = expected.lastIndexOf(':');
            expected = expected.substring(0, colon + 1) + (Integer.parseInt(expected.substring(colon + 1)) + shift);
        }
        assertThat(lines()).singleElement().asString().startsWith(expected + " | schema | - | " + said);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .doesNotContain("Not readable", "mapping values", "token", "java.lang", "snakeyaml");
    }

    @Test
    void schema_fault_is_told_at_the_key_it_is_about() throws IOException {
        String whole = broken("weakReview: 3", "weakReview: 9");

        assertThat(run("check", dir.toString())).isEqualTo(1);

        assertThat(lines())
                .containsExactly(place(whole, "weakReview")
                        + " | schema | parameters/weakReview | A whole number from 1 to 6 is expected; got 9.");
    }

    @Test
    void property_that_fails_is_told_at_the_rule_and_its_example_as_facts_to_try() throws IOException {
        String whole = broken("{outcome: EXIT_ONLY, reason: CN_EXIT}", "{outcome: DENY, reason: CN_EXIT, http: 451}");

        assertThat(run("check", dir.toString())).isEqualTo(1);

        assertThat(lines())
                .allSatisfy(line -> assertThat(line).matches("CN-YINFA-2026-42\\.yaml:\\d+:\\d+ \\| .*"))
                .anySatisfy(line -> assertThat(line).startsWith(place(whole, "id: CN-3-EXIT") + " | CN-3-EXIT | "))
                .anySatisfy(line -> assertThat(line).contains(" | test 'a resident redeems' {\"as_of\":\""));
    }

    @Test
    void line_of_versions_that_breaks_is_told_at_the_policy() throws IOException {
        String whole = broken("supersedes: CN-YINFA-2021-237\n", "");

        assertThat(run("check", dir.toString())).isEqualTo(1);

        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith(place(whole, "policy: CN") + " | timeline | CN-YINFA-2026-42 | ");
    }

    @Test
    void evaluate_and_diff_say_the_same_place() throws IOException {
        String whole = broken("weakReview: 3", "weakReview: 9");

        assertThat(run("evaluate", "--policies", dir.toString())).isEqualTo(2);
        assertThat(run("diff", dir.toString(), dir.toString())).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .isEqualTo(place(whole, "weakReview")
                                + ": parameters/weakReview: A whole number from 1 to 6 is expected; got 9."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SG.yml", "SG.YAML", "SG.json"})
    void file_that_may_be_a_policy_under_another_name_is_refused_by_name(String name) throws IOException {
        Files.writeString(PolicyCommandTest.copyOfShipped(dir).resolve(name), "policy: SG-RETAIL\n");

        assertThat(run("check", dir.toString())).isEqualTo(1);
        assertThat(run("evaluate", "--policies", dir.toString())).isEqualTo(2);

        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith(name + " | set | - | The name of a policy file ends in .yaml")
                .endsWith("rename it, or take it out of the directory.");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(name + ": The name of a policy file ends in .yaml");
    }

    @Test
    void check_mentions_what_is_no_policy_and_knows_what_ships_beside_them() throws IOException {
        PolicyCommandTest.copyOfShipped(dir);
        Files.writeString(dir.resolve("index.txt"), "");
        Files.writeString(dir.resolve("policy.schema.json"), "{}");
        Files.writeString(dir.resolve("notes.txt"), "");

        assertThat(run("check", dir.toString())).isZero();

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("notes.txt: passed over, no policy file")
                .doesNotContain("index.txt", "schema");
    }

    @Test
    void what_cannot_be_read_is_told_without_names_of_classes() {
        assertThat(run("check", dir.resolve("none").toString())).isEqualTo(2);
        assertThat(run("diff", dir.resolve("none").toString(), dir.toString())).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("none: it does not exist.")
                .doesNotContain("Exception");
    }
}
