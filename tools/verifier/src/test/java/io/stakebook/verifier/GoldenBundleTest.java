package io.stakebook.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports as they left the house. What was accepted stays accepted: these files never change. */
class GoldenBundleTest {

    @ParameterizedTest
    @ValueSource(strings = {"export-0-format-1.zip", "export-1-format-1.zip"})
    void bundle_ofEveryFormat_isAccepted(String name) {
        Run run = Run.verify(golden(name), "--json");

        assertThat(run.code()).as(run.out()).isEqualTo("ok");
    }

    private static Path golden(String name) {
        try {
            return Path.of(Optional.ofNullable(GoldenBundleTest.class.getResource("/golden/" + name))
                    .orElseThrow()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
