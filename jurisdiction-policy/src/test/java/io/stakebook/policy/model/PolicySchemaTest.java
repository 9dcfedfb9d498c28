package io.stakebook.policy.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.facts.ActivityGroup;
import io.stakebook.policy.facts.Field;
import io.stakebook.policy.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The published schema and the loader must name the same things. */
class PolicySchemaTest {
    private final Object schema = read();

    private static Object read() {
        try (InputStream in = PolicySchemaTest.class.getResourceAsStream("/policies/policy.schema.json")) {
            return Objects.requireNonNull(
                    JsonReader.read(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private Object at(String... path) {
        Object node = schema;
        for (String step : path) {
            node = Objects.requireNonNull(((Map<?, ?>) node).get(step), step);
        }
        return node;
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    @Test
    void conditions_range_over_the_same_attributes_and_values() {
        Map<?, ?> properties = (Map<?, ?>) at("$defs", "condition", "properties");
        assertThat(properties).hasSize(Attribute.values().length + 1);
        for (Attribute attribute : Attribute.values()) {
            List<String> values = IntStream.range(0, attribute.size())
                    .mapToObj(attribute::nameOf)
                    .toList();
            assertThat(at("$defs", "condition", "properties", attribute.key(), "items", "enum"))
                    .isEqualTo(values);
        }
        assertThat(at("$defs", "condition", "properties", "activityGroup", "items", "enum"))
                .isEqualTo(names(ActivityGroup.values()));
    }

    @Test
    void facts_and_obligations_are_the_same() {
        assertThat(List.copyOf(((Map<?, ?>) at("$defs", "facts", "properties")).keySet()))
                .isEqualTo(Arrays.stream(Field.values()).map(Field::wire).toList());
        assertThat(at("$defs", "obligations", "items", "enum")).isEqualTo(names(Obligation.values()));
        assertThat(at("$defs", "outcome", "enum")).isEqualTo(names(Outcome.values()));
        assertThat(at("$defs", "reason", "enum")).isEqualTo(names(Reason.values()));
        assertThat(at("properties", "stages", "items", "properties", "stage", "enum"))
                .isEqualTo(names(Stage.values()));
    }
}
