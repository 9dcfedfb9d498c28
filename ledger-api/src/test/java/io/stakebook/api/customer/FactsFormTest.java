package io.stakebook.api.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.problem.FieldError;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.decision.DeclaredFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FactsFormTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    @Test
    void everyFactThatNoPolicyCanRead_isNamedByItsPointer_beforeTheLedgerIsAsked() {
        RefusedRequest refused = catchThrowableOfType(
                RefusedRequest.class,
                () -> read("{\"residency\":\"Atlantis\",\"nationality\":\"SG\",\"legalHold\":\"maybe\","
                        + "\"residencyVerifiedAt\":\"2026-11-22T10:15:31Z\",\"colour\":\"red\"}"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("FIELD_INVALID");
        assertThat(refused.errors())
                .extracting(FieldError::pointer)
                .containsExactly("/facts/residency", "/facts/residencyVerifiedAt", "/facts/legalHold");
        assertThat(refused.detail()).contains("Atlantis");
    }

    @Test
    void factsThatCanBeRead_areTakenAsTheyAre() {
        DeclaredFacts facts = read("{\"subjectType\":\"individual\",\"residency\":\"SG\","
                + "\"residencyVerified\":\"yes\",\"residencyVerifiedAt\":\"2026-11-22T10:15:30Z\"}");

        assertThat(facts.residency()).isEqualTo("SG");
        assertThat(facts.residencyVerifiedAt()).isEqualTo("2026-11-22T10:15:30Z");
        assertThat(facts.legalHold()).isNull();
    }

    @Test
    void factsThatCouldHoldForEver_areRefusedByTheMemberThatIsMissing() {
        RefusedRequest refused = catchThrowableOfType(
                RefusedRequest.class,
                () -> read("{\"residency\":\"SG\",\"residencyVerified\":\"yes\",\"override\":\"valid\"}"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors())
                .extracting(FieldError::pointer)
                .containsExactly("/facts/residencyVerifiedAt", "/facts/overrideUntil");
        assertThat(refused.errors().get(1).detail()).contains("at the latest 2026-12-22T10:15:30Z (30 days from now)");
    }

    @Test
    void overrideEndsAtMostThirtyDaysAhead_andAnEndOfNothingIsNone() {
        RefusedRequest late = catchThrowableOfType(
                RefusedRequest.class,
                () -> read(
                        "{\"override\":\"valid\",\"overrideUntil\":\"2026-12-22T10:15:31Z\",\"approvalUntil\":\"2027-01-01T00:00:00Z\"}"));
        RefusedRequest noTime = catchThrowableOfType(
                RefusedRequest.class, () -> read("{\"override\":\"valid\",\"overrideUntil\":\"soon\"}"));

        assertThat(late.errors())
                .extracting(FieldError::pointer)
                .containsExactly("/facts/approvalUntil", "/facts/overrideUntil");
        assertThat(late.errors().get(1).detail())
                .contains("at most 30 days from now, at the latest 2026-12-22T10:15:30Z, not \"2026-12-22T10:15:31Z\"");
        assertThat(noTime.errors()).extracting(FieldError::pointer).containsExactly("/facts/overrideUntil");
    }

    @Test
    void endsAreTakenAsTheyAreStated() {
        DeclaredFacts facts = read("{\"override\":\"valid\",\"overrideUntil\":\"2026-12-22T18:15:30+08:00\","
                + "\"approval\":\"cl13_valid\",\"approvalUntil\":\"2029-01-01T00:00:00Z\"}");

        assertThat(facts.overrideUntil()).isEqualTo("2026-12-22T18:15:30+08:00");
        assertThat(facts.approvalUntil()).isEqualTo("2029-01-01T00:00:00Z");
    }

    private static DeclaredFacts read(String facts) {
        return JsonBody.parse(("{\"facts\":" + facts + "}").getBytes(StandardCharsets.UTF_8))
                .read(in -> {
                    Field<DeclaredFacts> read = in.object("facts", each -> FactsForm.read(each, NOW));
                    in.finish();
                    return read.get();
                });
    }
}
