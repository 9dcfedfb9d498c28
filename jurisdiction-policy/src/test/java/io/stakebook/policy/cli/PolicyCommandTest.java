package io.stakebook.policy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.json.JsonReader;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String in, String... args) {
        return PolicyCommand.run(
                args,
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PolicyCommandTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Path copyOfShipped(Path dir) throws IOException {
        for (String name : List.of("CN-YINFA-2021-237.yaml", "CN-YINFA-2026-42.yaml")) {
            Files.writeString(dir.resolve(name), resource("/policies/" + name));
        }
        return dir;
    }

    @Test
    void evaluate_answers_golden_facts_with_golden_outcomes() throws IOException {
        assertThat(run(resource("/golden/facts.jsonl"), "evaluate")).isZero();
        List<String> short4 = lines().stream()
                .map(JsonReader::readObject)
                .map(d -> d.get("id") + " " + d.get("outcome") + " " + d.get("reason") + " " + d.get("policy"))
                .toList();
        assertThat(short4).isEqualTo(resource("/golden/outcomes.txt").lines().toList());
    }

    @Test
    void evaluate_keeps_order_skips_empty_lines_and_goes_on_after_a_bad_one() {
        String good = "{\"id\":\"%s\",\"as_of\":\"2026-03-01T00:00:00Z\",\"activity\":\"REDEEM\"%s}";
        String in = String.join(
                "\n",
                "\uFEFF" + good.formatted("a", "") + "\r",
                "",
                "  ",
                good.formatted("b", ",\"residency\":\"Q9\""),
                "not json",
                good.formatted("d", ",\"shoe_size\":\"44\""),
                good.formatted("e", ""));
        assertThat(run(in, "evaluate")).isEqualTo(1);
        List<Map<String, Object>> answers = lines().stream()
                .map(JsonReader::readObject)
                .map(PolicyCommandTest::present)
                .toList();
        assertThat(answers).hasSize(5);
        assertThat(answers.get(0)).containsEntry("id", "a").containsEntry("reason", "EXIT_ALWAYS");
        assertThat(answers.get(1)).containsEntry("id", "b");
        assertThat(error(answers.get(1)))
                .containsEntry("field", "residency")
                .containsEntry("value", "Q9")
                .containsKey("rule");
        assertThat(error(answers.get(2))).containsEntry("field", "$").containsEntry("value", "not json");
        assertThat(error(answers.get(3))).containsEntry("field", "shoe_size");
        assertThat(answers.get(4)).containsEntry("id", "e").containsEntry("outcome", "PERMIT");
    }

    private List<Map<String, Object>> answers() {
        return lines().stream()
                .map(JsonReader::readObject)
                .map(PolicyCommandTest::present)
                .toList();
    }

    @Test
    void evaluate_answers_the_lines_after_a_date_out_of_range_or_a_line_without_end() {
        String good = "{\"id\":\"%s\",\"as_of\":\"2026-03-01T00:00:00Z\",\"activity\":\"REDEEM\"%s}";
        String in = String.join(
                "\n",
                good.formatted("a", ",\"residency_verified_at\":\"+999999999-12-31T00:00:00Z\""),
                "{\"id\":\"" + "b".repeat(3_000_000),
                good.formatted("c", ""));
        assertThat(run(in, "evaluate")).isEqualTo(1);
        List<Map<String, Object>> answers = answers();
        assertThat(answers).hasSize(3);
        assertThat(error(answers.get(0))).containsEntry("field", "residency_verified_at");
        assertThat(error(answers.get(1))).extractingByKey("rule").asString().contains("1000000");
        assertThat(error(answers.get(1))).extractingByKey("value").asString().hasSizeLessThan(100);
        assertThat(answers.get(2)).containsEntry("id", "c").containsEntry("outcome", "PERMIT");
    }

    @Test
    void evaluate_names_the_member_and_the_line_s_id_when_the_json_is_broken() {
        String in = """
                {"id":"a","residency":"SG","residency":"CN"}
                {"id":"b","cn_ip_days_90":NaN,"activity":"STAKE"}
                {"id":"c","as_of":"2026-03-01T00:00:00Z","activity":"unknown"}
                """;
        assertThat(run(in, "evaluate")).isEqualTo(1);
        List<Map<String, Object>> answers = answers();
        assertThat(answers).extracting(answer -> answer.get("id")).containsExactly("a", "b", "c");
        assertThat(error(answers.get(0)))
                .containsEntry("field", "residency")
                .containsEntry("rule", "may appear once")
                .containsEntry("value", "\"CN\"");
        assertThat(error(answers.get(1)))
                .containsEntry("field", "cn_ip_days_90")
                .containsEntry("value", "NaN");
        assertThat(error(answers.get(2))).containsEntry("field", "activity").containsEntry("value", "unknown");
    }

    /** Who sends a number finds it again as a number; what came as no reference at all comes back so in the error. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\"",
                "\" a \"",
                "\"\"",
                "null",
                "7",
                "1.50",
                "12345678901234567890",
                "true",
                "[1,\"x\"]",
                "{\"n\":1}"
            })
    void evaluate_gives_the_id_back_as_it_came(String id) {
        run("{\"id\":" + id + ",\"as_of\":\"2026-03-01T00:00:00Z\",\"activity\":\"REDEEM\"}", "evaluate");
        run("{\"id\":" + id + ",\"activity\":\"REDEEM\"}", "evaluate");

        assertThat(lines()).hasSize(2).allSatisfy(line -> assertThat(line).startsWith("{\"id\":" + id + ","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"id\":true | id | must be a string or a number | true",
                "\"legal_hold\":1 | legal_hold | must be one of yes, no, or true or false | 1",
                "\"residency\":[\"CN\",{\"a\":1}] | residency | must be a string | [\"CN\",{\"a\":1}]",
                "\"cn_ip_days_90\":{\"a\":1} | cn_ip_days_90 | must be a whole number from 0 to 90 | {\"a\":1}",
            })
    void evaluate_shows_a_value_of_the_wrong_kind_as_json(String member, String field, String rule, String value) {
        run("{" + member + ",\"as_of\":\"2026-03-01T00:00:00Z\",\"activity\":\"REDEEM\"}", "evaluate");

        assertThat(error(answers().get(0)))
                .containsEntry("field", field)
                .containsEntry("rule", rule)
                .containsEntry("value", value);
    }

    /** A caller that waits for each answer before the next line must not wait for ever. */
    @Test
    void evaluate_answers_a_line_before_it_waits_for_the_next() {
        List<Integer> answeredBefore = new ArrayList<>();
        InputStream oneByOne = new SequenceInputStream(Collections.enumeration(Stream.of("a", "b")
                .map(id -> (InputStream)
                        new ByteArrayInputStream((REDEEM.formatted(id) + "\n").getBytes(StandardCharsets.UTF_8)) {
                            @Override
                            public synchronized int read(byte[] to, int at, int length) {
                                answeredBefore.add(lines().size());
                                return super.read(to, at, length);
                            }
                        })
                .toList()));

        int status = PolicyCommand.run(
                new String[] {"evaluate"},
                oneByOne,
                new PrintStream(new BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(status).isZero();
        assertThat(answeredBefore).containsExactly(0, 1, 1, 2);
        assertThat(answers()).extracting(answer -> answer.get("id")).containsExactly("a", "b");
    }

    @Test
    void evaluate_tells_when_no_rule_decides_and_goes_on(@TempDir Path dir) throws IOException {
        copyOfShipped(dir);
        Path notice = dir.resolve("CN-YINFA-2026-42.yaml");
        Files.writeString(
                notice,
                Files.readString(notice)
                        .replace(
                                "when: {activityGroup: [NEW_RISK, ISSUE, PARTNER, HOST]}",
                                "when: {activityGroup: [NEW_RISK, ISSUE, PARTNER]}"));
        String line =
                "{\"id\":\"%s\",\"as_of\":\"2026-03-01T00:00:00Z\",\"activity\":\"%s\",\"place_of_act\":\"SG\"}\n";
        String in = line.formatted("a", "VALIDATOR_HOST") + line.formatted("b", "REDEEM");
        assertThat(run(in, "evaluate", "--policies", dir.toString())).isEqualTo(1);
        List<Map<String, Object>> answers = answers();
        assertThat(answers.get(0)).containsEntry("id", "a");
        assertThat(error(answers.get(0))).containsEntry("code", "NOT_DECIDED");
        assertThat(error(answers.get(0))).extractingByKey("message").asString().contains("has no rule for");
        assertThat(answers.get(1)).containsEntry("id", "b").containsEntry("outcome", "PERMIT");
    }

    private static Map<String, Object> present(Map<String, ?> object) {
        Map<String, Object> present = new java.util.LinkedHashMap<>();
        object.forEach((key, value) -> {
            if (value != null) {
                present.put(key, value);
            }
        });
        return present;
    }

    @SuppressWarnings("unchecked") // the reader makes maps of strings and objects
    private static Map<String, Object> error(Map<String, Object> answer) {
        return (Map<String, Object>) Objects.requireNonNull(answer.get("error"));
    }

    @Test
    void evaluate_takes_policies_from_a_directory(@TempDir Path dir) throws IOException {
        copyOfShipped(dir);
        String facts =
                "{\"id\":\"a\",\"as_of\":\"2026-03-01T00:00:00Z\",\"activity\":\"STAKE\",\"residency\":\"CN\"}\n";
        assertThat(run(facts, "evaluate", "--policies", dir.toString())).isZero();
        assertThat(lines().get(0))
                .contains("\"reason\":\"CN_DOMESTIC\"")
                .contains("\"clause\":\"1\",\"para\":2,\"basis\":\"text\"");
    }

    @Test
    void evaluate_decides_nothing_by_policies_that_close_an_exit(@TempDir Path dir) throws IOException {
        Path notice = copyOfShipped(dir).resolve("CN-YINFA-2026-42.yaml");
        Files.writeString(
                notice,
                Files.readString(notice)
                        .replace(
                                "{outcome: EXIT_ONLY, reason: CN_EXIT}",
                                "{outcome: DENY, reason: CN_DOMESTIC, http: 451}"));
        assertThat(run(REDEEM.formatted("a"), "evaluate", "--policies", dir.toString()))
                .isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("CN-YINFA-2026-42 | CN-3-EXIT | ")
                .contains("The exit UNSTAKE is closed without a legal hold, and 5 more with it: [REDEEM, CLAIM_REWARD");
    }

    @Test
    void evaluate_cannot_go_on_without_policies(@TempDir Path dir) {
        assertThat(run("{}", "evaluate", "--policies", dir.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(run("{}", "evaluate", "--policies", dir.toString())).isEqualTo(2);
        assertThat(run("{}", "evaluate", "--polices", dir.toString())).isEqualTo(2);
        assertThat(run("", "dance")).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No policy file", "usage:");
    }

    @Test
    void check_is_silent_when_all_is_well_and_prints_a_line_a_finding(@TempDir Path dir) throws IOException {
        assertThat(run("", "check", copyOfShipped(dir).toString())).isZero();
        assertThat(out.size()).isZero();
        Path notice = dir.resolve("CN-YINFA-2026-42.yaml");
        Files.writeString(
                notice,
                Files.readString(notice)
                        .replace(
                                "{outcome: EXIT_ONLY, reason: CN_EXIT}",
                                "{outcome: EXIT_ONLY, reason: CN_EXIT, htpp: 200}"));
        assertThat(run("", "check", dir.toString())).isEqualTo(1);
        assertThat(lines())
                .hasSize(1)
                .first()
                .asString()
                .contains(" | CN-3-EXIT | then/htpp | ")
                .contains("htpp");
    }

    private static final String REDEEM = "{\"id\":\"%s\",\"as_of\":\"2026-03-01T00:00:00Z\",\"activity\":\"REDEEM\"}";

    private int runBytes(byte[] in, String... args) {
        return PolicyCommand.run(
                args,
                new ByteArrayInputStream(in),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void evaluate_refuses_a_line_that_is_not_utf8_and_answers_the_next() {
        String lines = REDEEM.formatted("caf\u00e9") + "\n" + REDEEM.formatted("b") + "\n";
        assertThat(runBytes(lines.getBytes(StandardCharsets.ISO_8859_1), "evaluate"))
                .isEqualTo(1);
        assertThat(answers()).hasSize(2);
        assertThat(answers().get(0)).doesNotContainKey("id");
        assertThat(error(answers().get(0)))
                .containsEntry("code", "INVALID_FACTS")
                .containsEntry("rule", "must be valid UTF-8");
        assertThat(answers().get(1)).containsEntry("id", "b").containsEntry("outcome", "PERMIT");
    }

    @Test
    void evaluate_ends_lines_at_lf_alone() {
        String spread = REDEEM.formatted("a").replace(",", ",\r");
        assertThat(run(spread + "\r\n" + REDEEM.formatted("b") + "\r", "evaluate"))
                .isZero();
        assertThat(answers()).extracting(answer -> answer.get("id")).containsExactly("a", "b");
    }

    @Test
    void a_decision_at_the_end_of_the_year_9999_names_no_time_after_it() {
        String last = "9999-12-31T23:59:59.999999999Z";
        for (String asOf : List.of("9999-12-31T23:59:59Z", last)) {
            out.reset();
            assertThat(run("{\"as_of\":\"" + asOf + "\",\"activity\":\"MARKETING_VIEW\"}", "evaluate"))
                    .isZero();
            assertThat(JsonReader.readObject(lines().get(0)).get("validUntil")).isEqualTo(last);
        }
    }

    @Test
    void output_that_cannot_be_written_is_said_and_exits_2(@TempDir Path dir) throws IOException {
        String facts = (REDEEM.formatted("a") + "\n").repeat(5_000);
        copyOfShipped(dir);
        Path notice = dir.resolve("CN-YINFA-2026-42.yaml");
        Files.writeString(notice, Files.readString(notice).replace("title: Mainland", "titel: Mainland"));
        for (List<String> args :
                List.of(List.of("evaluate"), List.of("check", dir.toString()), List.of("check", notice.toString()))) {
            err.reset();
            int status = PolicyCommand.run(
                    args.toArray(String[]::new),
                    new ByteArrayInputStream(facts.getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(new Full(), false, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
            assertThat(status).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("output cannot be written");
        }
    }

    /** A disk without room. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    @Test
    void asked_for_help_it_says_how_it_is_called() {
        for (List<String> args : List.of(List.of("--help"), List.of("evaluate", "--help"), List.of("check", "-h"))) {
            out.reset();
            assertThat(run("", args.toArray(String[]::new))).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage: policy evaluate");
            assertThat(err.size()).isZero();
        }
    }

    @Test
    void an_empty_argument_is_a_usage_error(@TempDir Path dir) throws IOException {
        String shipped = copyOfShipped(dir).toString();
        assertThat(run("", "check", "")).isEqualTo(2);
        assertThat(run("", "diff", "", shipped)).isEqualTo(2);
        assertThat(run("", "diff", shipped, "")).isEqualTo(2);
        assertThat(run("", "evaluate", "--policies", "")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).split("usage:", -1)).hasSize(5);
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules: %s%s", "rules: {a: %s%s}", "%s1%s"})
    void yaml_nested_too_deep_is_a_finding_and_no_policy(String shape, @TempDir Path dir) throws IOException {
        Path deep = dir.resolve("deep.yaml");
        Files.writeString(deep, shape.formatted("[".repeat(5_000), "]".repeat(5_000)));
        assertThat(run("", "check", deep.toString())).isEqualTo(1);
        assertThat(lines()).singleElement().asString().contains("deep.yaml", "nested too deep");
        assertThat(run("{}", "evaluate", "--policies", dir.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("deep.yaml", "nested too deep");
    }

    @Test
    void check_names_each_file_it_cannot_read_and_goes_on(@TempDir Path dir) throws IOException {
        copyOfShipped(dir);
        Files.createDirectory(dir.resolve("a.yaml"));
        Files.write(dir.resolve("b.yaml"), "title: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Path notice = dir.resolve("CN-YINFA-2026-42.yaml");
        Files.writeString(notice, Files.readString(notice).replace("title: Mainland", "titel: Mainland"));
        assertThat(run("", "check", dir.toString())).isEqualTo(1);
        assertThat(lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith("a.yaml |").contains("is a directory"))
                .anySatisfy(line -> assertThat(line).startsWith("b.yaml |").contains("not UTF-8"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("CN-YINFA-2026-42.yaml:5:1 |")
                        .contains("titel"));
        assertThat(run("{}", "evaluate", "--policies", dir.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).containsAnyOf("a.yaml: ", "CN-YINFA-2026-42.yaml:5:1: ");
        assertThat(run("", "check", dir.resolve("b.yaml").toString())).isEqualTo(1);
        assertThat(run("", "check", dir.resolve("none.yaml").toString())).isEqualTo(2);
    }

    @Test
    void check_reads_no_more_of_a_file_than_a_policy_may_have(@TempDir Path dir) throws IOException {
        Path tooLong = dir.resolve("long.yaml");
        Files.writeString(tooLong, "#".repeat(4_000_001));
        assertThat(run("", "check", tooLong.toString())).isEqualTo(1);
        assertThat(lines()).last().asString().contains(tooLong.toString(), "at most 4000000 bytes");
    }

    @Test
    void a_device_or_a_pipe_is_no_policy_file() {
        for (Path file : Stream.of(Path.of("/dev/zero"), Path.of("/dev/null"))
                .filter(Files::isReadable)
                .toList()) {
            assertThat(run("", "check", file.toString())).isEqualTo(1);
            assertThat(lines()).last().asString().contains(file.toString(), "this is a pipe or a device");
        }
    }

    @Test
    void evaluate_answers_a_line_of_blanks_that_are_none_of_json() {
        assertThat(run("\u2028\n \t\r\n\f\n\u3000\n" + REDEEM.formatted("a"), "evaluate"))
                .isEqualTo(1);
        assertThat(answers()).hasSize(4);
        assertThat(error(answers().get(0))).containsEntry("field", "$");
        assertThat(error(answers().get(0)).get("line")).hasToString("1");
        assertThat(answers().get(3)).containsEntry("id", "a");
    }

    @Test
    void check_of_one_file_does_not_ask_for_its_neighbours(@TempDir Path dir) throws IOException {
        copyOfShipped(dir);
        for (String name : List.of("CN-YINFA-2021-237.yaml", "CN-YINFA-2026-42.yaml")) {
            assertThat(run("", "check", dir.resolve(name).toString())).isZero();
        }
        Files.delete(dir.resolve("CN-YINFA-2026-42.yaml"));
        assertThat(run("", "check", dir.toString())).isEqualTo(1);
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("CN-YINFA-2021-237", "no policy of its perimeter follows");
    }
}
