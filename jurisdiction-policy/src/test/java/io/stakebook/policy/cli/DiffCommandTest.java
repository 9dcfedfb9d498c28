package io.stakebook.policy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
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

class DiffCommandTest {
    private static final String NOTICE = "CN-YINFA-2026-42.yaml";

    private final Path a;
    private final Path b;

    DiffCommandTest(@TempDir Path a, @TempDir Path b) throws IOException {
        this.a = PolicyCommandTest.copyOfShipped(a);
        this.b = PolicyCommandTest.copyOfShipped(b);
    }

    private record Ran(int status, List<String> lines) {}

    private static Ran run(String in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream bytes = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
        int status = PolicyCommand.run(args, bytes, new PrintStream(out, true, StandardCharsets.UTF_8), System.err);
        return new Ran(status, out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    /** The edit is made in every policy that has the text, as a perimeter must be the same along a line. */
    private Ran diffAfter(String from, String to) throws IOException {
        assertThat(Files.readString(b.resolve(NOTICE))).contains(from);
        for (String name : List.of(NOTICE, "CN-YINFA-2021-237.yaml")) {
            Files.writeString(b.resolve(name), Files.readString(b.resolve(name)).replace(from, to));
        }
        return run("", "diff", a.toString(), b.toString());
    }

    @Test
    void equal_sets_have_no_change() {
        Ran ran = run("", "diff", a.toString(), b.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.lines().get(0)).isEqualTo("0 kinds of change in 0 cells");
        assertThat(ran.lines().get(1)).startsWith("0 of ").endsWith(" examples decide differently");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // an act missing from one list
                "BORROW, COLLATERALIZE], presence: | COLLATERALIZE], presence: | DENY CN_PRESENCE -> PERMIT NO_CN_NEXUS; | cells of BORROW; at ",
                // another status of the same refusal
                "reason: LOCATION_HIDDEN, http: 403 | reason: LOCATION_HIDDEN, http: 451 | DENY LOCATION_HIDDEN -> DENY LOCATION_HIDDEN; http 403 -> 451 | BORROW",
                // a threshold
                "ipHistoryDays: 30 | ipHistoryDays: 31 | REVIEW CN_IP_HISTORY -> PERMIT NO_CN_NEXUS | BORROW",
                "controlReviewPct: 25 | controlReviewPct: 26 | REVIEW CN_MINORITY_CONTROL -> PERMIT NO_CN_NEXUS | BORROW",
                "poaFreshMonths: 12 | poaFreshMonths: 13 | PERMIT POA_STALE -> PERMIT NO_CN_NEXUS | BORROW",
                "weakReview: 3 | weakReview: 4 | REVIEW CN_WEAK_ACCUMULATED -> PERMIT WEAK_ONLY | BORROW",
                // another place, another currency, another paper
                "exclude: [HK, MO, TW] | exclude: [HK, MO, TW, CN-GD] | DENY CN_DOMESTIC -> PERMIT POA_STALE | BORROW",
                "pegCurrencies: [CNY, CNH] | pegCurrencies: [CNY] | DENY RMB_PEG_UNAPPROVED -> PERMIT NO_CN_NEXUS | ISSUE_RWA",
                "exemptDocTypes: [hk_id, | exemptDocTypes: [ | PERMIT NO_CN_NEXUS -> PERMIT WEAK_ONLY | BORROW",
                // a date
                "forcedUnbonding: \"2026-05-06 | forcedUnbonding: \"2026-05-07 | DENY CN_ACCRUAL_ENDED -> EXIT_ONLY CN_WINDDOWN_ACCRUAL | REWARD_ACCRUE; at 2 dates from 2026-05-05T16:00:00Z",
                // a stage
                "status: [domestic, controlled], account: [existing]} | status: [domestic], account: [existing]} | stage EXIT_ONLY -> NO_NEW | every act",
                // what the platform has to do, and what a rule rests on
                "obligations: [EVIDENCE, CLUE_FILE] | obligations: [EVIDENCE] | DENY CN_ASSIST -> DENY CN_ASSIST; obligations [EVIDENCE, CLUE_FILE] -> [EVIDENCE] | PARTNER_ONBOARD",
                "clause: \"7\", para: 1, basis: text | clause: \"7\", para: 2, basis: text | DENY CN_ASSIST -> DENY CN_ASSIST; citations [N42 clause 7 para 1 (text) | PARTNER_ONBOARD",
                // what an override leaves, and how long a decision holds
                "reason: CN_CONFLICT, http: 403, overridable: true | reason: CN_CONFLICT, http: 403 | PERMIT OVERRIDE -> REVIEW CN_CONFLICT | BORROW",
                "presenceSeconds: 60 | presenceSeconds: 90 | reuse PT1M -> PT1M30S | BORROW",
            })
    void an_edit_is_shown_by_the_cells_it_changes(String from, String to, String change, String cells)
            throws IOException {
        Ran ran = diffAfter(from, to);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.lines()).anySatisfy(line -> assertThat(line).contains(change));
        assertThat(ran.lines()).anySatisfy(line -> assertThat(line).contains(" cells of ", cells));
        assertThat(ran.lines()).anySatisfy(line -> assertThat(line).startsWith("text of CN-YINFA-2026-42: "));
    }

    @Test
    void every_example_fed_back_decides_as_the_line_above_says() throws IOException {
        Ran ran = diffAfter("BORROW, COLLATERALIZE], presence:", "COLLATERALIZE], presence:");

        int examples = 0;
        for (int i = 2; i < ran.lines().size(); i++) {
            String facts = ran.lines().get(i);
            if (facts.startsWith("{")) {
                examples++;
                assertThat(ran.lines().get(i - 2)).startsWith(verdict(facts, a) + " -> " + verdict(facts, b));
            }
        }
        assertThat(examples).isGreaterThan(3);
    }

    private static String verdict(String facts, Path policies) {
        String answer = run(facts, "evaluate", "--policies", policies.toString())
                .lines()
                .get(0);
        return answer.replaceAll(".*\"outcome\":\"(\\w+)\",\"reason\":\"(\\w+)\".*", "$1 $2");
    }

    @Test
    void an_edit_that_decides_nothing_is_a_difference_of_text_only() throws IOException {
        Ran ran = diffAfter("# Order matters:", "# The order matters:");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.lines().get(0)).isEqualTo("0 kinds of change in 0 cells");
        assertThat(ran.lines())
                .contains("No cell decides differently: the texts differ in what decides nothing.")
                .anySatisfy(line -> assertThat(line).startsWith("text of CN-YINFA-2026-42: "));
    }

    @Test
    void what_is_opened_comes_first_and_the_rest_is_counted() throws IOException {
        String text = Files.readString(b.resolve(NOTICE));
        Files.writeString(b.resolve(NOTICE), text.replace("policy: CN-YINFA-2026-42", "policy: CN-YINFA-2026-42-B"));
        Ran ran = diffAfter("BORROW, COLLATERALIZE], presence:", "COLLATERALIZE], presence:");

        assertThat(ran.lines().get(0)).startsWith("DENY CN_PRESENCE -> PERMIT ");
        assertThat(ran.lines()).anySatisfy(line -> assertThat(line).contains("more kinds of change in", "not shown"));
        assertThat(ran.lines()).hasSizeLessThan(100);
    }
}
