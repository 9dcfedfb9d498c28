package io.stakebook.policy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.decision.DecisionJson;
import io.stakebook.policy.decision.PolicyEngine;
import io.stakebook.policy.facts.Facts;
import io.stakebook.policy.json.JsonReader;
import io.stakebook.policy.json.JsonWriter;
import io.stakebook.policy.region.Provisional;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refusal by an officer's toggle, decided again from the states of regions as the service answered them. */
class RegionReplayTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-03-04T00:00:00Z");
    private static final String SAVED = """
            {"version": 7, "hash": "%s", "changeId": "chg_1", "activeSince": "2026-03-01T00:00:00Z", "data": [], "scheduled": [],
             "timeline": [
               {"region": "SG", "state": "no_new", "basis": "notice PSN02", "effectiveFrom": "2026-03-01T00:00:00Z",
                "until": "2026-03-04T00:00:00Z", "changeId": "chg_1",
                "before": {"state": "exit_only", "basis": "order 7", "effectiveFrom": "2026-03-03T00:00:00Z"}},
               {"region": "SG", "state": "allow", "basis": "order lifted", "effectiveFrom": "2026-03-06T00:00:00Z"},
               {"region": "US-NY", "state": "stop_reward", "basis": "order 9", "effectiveFrom": "2026-03-01T00:00:00Z"}
             ]}
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path dir;

    RegionReplayTest(@TempDir Path dir) {
        this.dir = dir;
    }

    private static RegionStates states() {
        Region singapore = new Region("SG");
        RegionToggle order =
                new RegionToggle(singapore, RegionState.EXIT_ONLY, "order 7", Instant.parse("2026-03-03T00:00:00Z"));
        return RegionStates.of(
                7,
                List.of(
                        new RegionToggle(singapore, RegionState.NO_NEW, "notice PSN02", FROM)
                                .limited(new Provisional("chg_1", UNTIL, Optional.of(order))),
                        new RegionToggle(
                                singapore, RegionState.ALLOW, "order lifted", Instant.parse("2026-03-06T00:00:00Z")),
                        new RegionToggle(new Region("US-NY"), RegionState.STOP_REWARD, "order 9", FROM)));
    }

    private int evaluate(String regions, String facts) throws IOException {
        Path file = Files.writeString(dir.resolve("regions.json"), regions);
        return PolicyCommand.run(
                new String[] {"evaluate", "--regions", file.toString()},
                new ByteArrayInputStream(facts.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28T23:59:59Z, STAKE, SG, PERMIT NO_CN_NEXUS",
        "2026-03-02T00:00:00Z, STAKE, SG, DENY REGION_NO_NEW",
        "2026-03-03T00:00:00Z, STAKE, SG, DENY REGION_EXIT_ONLY",
        "2026-03-05T23:59:59Z, STAKE, SG, DENY REGION_EXIT_ONLY",
        "2026-03-06T00:00:00Z, STAKE, SG, PERMIT NO_CN_NEXUS",
        "2026-03-02T00:00:00Z, REWARD_ACCRUE, US-NY, DENY REGION_STOP_REWARD",
    })
    void saved_states_decide_at_every_instant_as_the_service_did(
            String asOf, String activity, String residency, String expected) throws IOException {
        Map<String, String> facts = Map.of(
                "id",
                "a",
                "as_of",
                asOf,
                "activity",
                activity,
                "residency",
                residency,
                "residency_verified",
                "yes",
                "ip_country",
                "JP");

        assertThat(evaluate(SAVED.formatted(states().hash()), JsonWriter.write(facts)))
                .isZero();

        String live = JsonWriter.write(
                DecisionJson.members(PolicyEngine.shipped().with(states()).decide(Facts.parse(facts))));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(live + "\n");
        Map<String, ?> decision = JsonReader.readObject(live);
        assertThat(decision.get("outcome") + " " + decision.get("reason")).isEqualTo(expected);
    }

    @Test
    void refusal_names_region_version_and_rule_and_cites_in_the_words_of_the_service() throws IOException {
        evaluate(
                SAVED.formatted(states().hash()),
                "{\"as_of\":\"2026-03-02T00:00:00Z\",\"activity\":\"STAKE\",\"ip_country\":\"SG\"}");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"rule\":\"REGION:SG\"", "\"regionsVersion\":7", "\"policyHash\":\"sha256:")
                .contains("\"text\":\"decision on region SG: notice PSN02 (house)\"")
                .contains("\"regionsHash\":\"" + states().hash() + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\": 7 | \"version\": -7 | /version: It must be a whole number from 0; got -7.",
                "\"no_new\" | \"closed\" | /timeline[0]/state: It must be one of allow, no_new, exit_only, stop_reward; got \"closed\".",
                "\"US-NY\" | \"Q9\" | /timeline[2]/region: 'Q9' is no ISO 3166 country or subdivision code.",
                "\"US-NY\" | \"XX\" | /timeline[2]/region: It must be an ISO 3166 country or subdivision code; got \"XX\".",
                "\"basis\": \"order 9\", | | /timeline[2]: 'basis' is required.",
                "\"order 9\" | 9 | /timeline[2]/basis: It must be a text; got 9.",
                "03-06T00:00:00Z | 03-06 | /timeline[1]/effectiveFrom: It must be an RFC 3339 instant with an offset; got \"2026-03-06\".",
                "2026-03-06T | 2026-02-06T | /timeline: Region SG has two toggles",
                "\"until\": \"2026-03-04T | \"until\": \"2026-02-04T | /timeline[0]/until: A provisional toggle ends after it begins",
                "\"timeline\" | \"time\" | /time: This member is not known; known are activeSince, changeId, data, hash",
                "\"order 9\" | \"order 8\" | /hash: It must be the hash of the timeline",
                "]} | ] | :9:1: This is not JSON. '}' is expected.",
            })
    void file_that_was_changed_or_is_none_is_refused_by_member_and_rule(String from, String to, String said)
            throws IOException {
        String saved = SAVED.formatted(states().hash());
        assertThat(saved).contains(from);

        assertThat(evaluate(saved.replace(from, to == null ? "" : to), "")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("regions.json" + said);
        assertThat(out.size()).isZero();
    }

    @Test
    void file_that_is_not_there_and_an_option_given_twice_end_with_2() {
        for (List<String> args : List.of(
                List.of("evaluate", "--regions", dir.resolve("none").toString()),
                List.of("evaluate", "--regions"),
                List.of("evaluate", "--regions", "a", "--regions", "b"))) {
            int status = PolicyCommand.run(
                    args.toArray(String[]::new),
                    new ByteArrayInputStream(new byte[0]),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
            assertThat(status).isEqualTo(2);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("none: The file cannot be read: it does not exist.", "usage:");
    }
}
