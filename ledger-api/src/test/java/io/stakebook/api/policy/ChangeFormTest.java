package io.stakebook.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.problem.FieldError;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.journal.FreeText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChangeFormTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456789Z");
    private static final String MICROS = "2026-11-22T10:15:30.123456Z";

    @Test
    void withoutADate_aChangeTakesEffectNow_inMicroseconds() {
        assertThat(ChangeForm.proposal(body("a letter"), NOW).toggle().effectiveFrom())
                .isEqualTo(MICROS);
        assertThat(ChangeForm.atOnce(body("a letter"), NOW).change().toggle().effectiveFrom())
                .isEqualTo(MICROS);
    }

    @Test
    void aDateInThePast_isRefusedWithItsName() {
        assertThat(ChangeForm.proposal(dated("2026-11-22T10:15:30.123456Z"), NOW)
                        .toggle()
                        .effectiveFrom())
                .isEqualTo(MICROS);
        assertThat(catchThrowableOfType(
                                RefusedRequest.class, () -> ChangeForm.proposal(dated("2020-01-01T00:00:00Z"), NOW))
                        .errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.pointer()).isEqualTo("/effectiveFrom");
                    assertThat(error.toString()).contains("not at 2020-01-01T00:00:00Z");
                });
    }

    private static JsonBody dated(String from) {
        String text = "{\"region\":\"SG\",\"state\":\"no_new\",\"reason\":\"a letter\",\"effectiveFrom\":\"" + from
                + "\",\"basis\":\"order 7\",\"baseVersion\":0}";
        return JsonBody.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void reason_isAsLongAsTheCoreTakesIt() {
        String longest = "x".repeat(FreeText.MAX);

        assertThat(ChangeForm.proposal(body(longest), NOW).reason()).isEqualTo(longest);
        assertThat(catchThrowableOfType(RefusedRequest.class, () -> ChangeForm.proposal(body(longest + "x"), NOW))
                        .errors())
                .extracting(FieldError::pointer)
                .containsExactly("/reason");
    }

    private static JsonBody body(String reason) {
        String text = "{\"region\":\"SG\",\"state\":\"no_new\",\"reason\":\"" + reason
                + "\",\"basis\":\"order 7\",\"baseVersion\":0}";
        return JsonBody.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
