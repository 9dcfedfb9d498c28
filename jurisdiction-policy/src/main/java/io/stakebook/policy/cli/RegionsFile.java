package io.stakebook.policy.cli;

import io.stakebook.policy.PolicyException.InvalidJson;
import io.stakebook.policy.PolicyException.InvalidPolicy;
import io.stakebook.policy.json.JsonReader;
import io.stakebook.policy.json.JsonWriter;
import io.stakebook.policy.model.PolicyFile;
import io.stakebook.policy.region.Provisional;
import io.stakebook.policy.region.Region;
import io.stakebook.policy.region.RegionState;
import io.stakebook.policy.region.RegionStates;
import io.stakebook.policy.region.RegionToggle;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The states of regions from a file that holds what {@code GET /v1/regions} answered. {@code timeline} is all that is read, with
 * {@code version}; {@code data} and {@code scheduled} show parts of it as of one moment, and are let pass.
 */
final class RegionsFile {
    private static final String TIMELINE = "timeline";
    private static final Set<String> TOP =
            Set.of("version", "hash", TIMELINE, "data", "scheduled", "activeSince", "changeId");
    private static final Set<String> TOGGLE =
            Set.of("region", "state", "basis", "effectiveFrom", "until", "changeId", "before");
    private static final Set<String> BEFORE = Set.of("state", "basis", "effectiveFrom");

    private RegionsFile() {}

    /**
     * @throws InvalidPolicy naming file, member and rule; also when the file's {@code hash} is not the one of its content
     */
    static RegionStates read(Path file) {
        String name = file.toString();
        Members top = new Members(name, json(name, PolicyFile.read(name, file)), TOP);
        List<RegionToggle> toggles = new ArrayList<>();
        int index = 0;
        for (Object item : top.list(TIMELINE)) {
            toggles.add(toggle(new Members(name + "/" + TIMELINE + "[" + index++ + "]", item, TOGGLE)));
        }
        long version = top.number("version");
        RegionStates states = top.built(TIMELINE, () -> RegionStates.of(version, toggles));
        if (top.has("hash") && !top.text("hash").equals(states.hash())) {
            throw top.fault("hash", "must be the hash of the timeline, " + states.hash(), top.text("hash"));
        }
        return states;
    }

    private static @Nullable Object json(String name, String text) {
        try {
            return JsonReader.read(text);
        } catch (InvalidJson invalid) {
            String before = text.substring(0, Math.min(invalid.offset(), text.length()));
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            throw new InvalidPolicy(name, "This is not JSON. " + invalid.problem())
                    .at(name, line, before.length() - before.lastIndexOf('\n'));
        }
    }

    private static RegionToggle toggle(Members members) {
        Region region = members.region();
        RegionToggle settled = settled(region, members);
        if (!members.has("until")) {
            return settled;
        }
        Optional<RegionToggle> before = members.has("before")
                ? Optional.of(settled(region, new Members(members.path("before"), members.value("before"), BEFORE)))
                : Optional.empty();
        Instant until = members.instant("until");
        String change = members.text("changeId");
        return members.built("until", () -> settled.limited(new Provisional(change, until, before)));
    }

    private static RegionToggle settled(Region region, Members members) {
        RegionState state = members.state();
        String basis = members.text("basis");
        Instant from = members.instant("effectiveFrom");
        return members.built("basis", () -> new RegionToggle(region, state, basis, from));
    }

    /** An object of the file, read strictly. */
    private static final class Members {
        private final String path;
        private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

        Members(String path, @Nullable Object value, Set<String> known) {
            this.path = path;
            if (!(value instanceof Map<?, ?> map)) {
                throw new InvalidPolicy(path, "An object is expected here; got " + JsonWriter.write(value) + ".");
            }
            map.forEach((name, member) -> {
                if (!known.contains(String.valueOf(name))) {
                    throw new InvalidPolicy(
                            path(String.valueOf(name)),
                            "This member is not known; known are "
                                    + String.join(", ", known.stream().sorted().toList()) + ".");
                }
                members.put(String.valueOf(name), member);
            });
        }

        String path(String name) {
            return path + "/" + name;
        }

        boolean has(String name) {
            return members.get(name) != null;
        }

        Object value(String name) {
            Object value = members.get(name);
            if (value == null) {
                throw new InvalidPolicy(path, "'" + name + "' is required.");
            }
            return value;
        }

        InvalidPolicy fault(String name, String rule, Object value) {
            return new InvalidPolicy(path(name), "It " + rule + "; got " + JsonWriter.write(value) + ".");
        }

        String text(String name) {
            if (!(value(name) instanceof String text) || text.isBlank()) {
                throw fault(name, "must be a text", value(name));
            }
            return text;
        }

        long number(String name) {
            try {
                if (value(name) instanceof java.math.BigDecimal number && number.signum() >= 0) {
                    return number.longValueExact();
                }
            } catch (ArithmeticException notWhole) {
                throw fault(name, "must be a whole number from 0", value(name));
            }
            throw fault(name, "must be a whole number from 0", value(name));
        }

        List<?> list(String name) {
            if (!(value(name) instanceof List<?> list)) {
                throw fault(name, "must be a list", value(name));
            }
            return list;
        }

        Instant instant(String name) {
            try {
                return OffsetDateTime.parse(text(name)).toInstant();
            } catch (DateTimeException notAnInstant) {
                throw fault(name, "must be an RFC 3339 instant with an offset", value(name));
            }
        }

        Region region() {
            Region region = built("region", () -> Region.parse(text("region")));
            if (!region.isKnown()) {
                throw fault("region", "must be an ISO 3166 country or subdivision code", value("region"));
            }
            return region;
        }

        RegionState state() {
            for (RegionState state : RegionState.values()) {
                if (state.name().toLowerCase(Locale.ROOT).equals(text("state"))) {
                    return state;
                }
            }
            throw fault("state", "must be one of allow, no_new, exit_only, stop_reward", value("state"));
        }

        /** What the parts make, or what they say against it, at a member. */
        <T> T built(String name, java.util.function.Supplier<T> parts) {
            try {
                return parts.get();
            } catch (IllegalArgumentException refused) {
                throw new InvalidPolicy(path(name), String.valueOf(refused.getMessage()));
            }
        }
    }
}
