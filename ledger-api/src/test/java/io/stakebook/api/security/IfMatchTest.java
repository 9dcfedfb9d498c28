package io.stakebook.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.api.http.problem.Trace;
import io.stakebook.api.security.evidence.Connection;
import io.stakebook.api.security.evidence.DeviceHeaders;
import io.stakebook.core.decision.RequestEvidence;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IfMatchTest {

    @Test
    void aThingMeets_itsOwnTag_oneOfSeveral_andTheStar() {
        for (String value : new String[] {"\"3\"", " \"3\" ", "\"2\", \"3\"", "\"a,b\" ,\"3\"", "*"}) {
            assertThat(IfMatch.of(call(value)).holds(3)).as(value).isTrue();
        }
        assertThat(IfMatch.of(call(null)).holds(3)).isTrue();
    }

    /** The comparison is strong, so a weak tag is met by nothing. */
    @Test
    void aThingDoesNotMeet_anotherTag_norAWeakOne() {
        for (String value : new String[] {"\"2\"", "W/\"3\"", "\"03\"", "\"\"", "\"2\", \"4\""}) {
            assertThat(IfMatch.of(call(value)).holds(3)).as(value).isFalse();
        }
    }

    @Test
    void whatIsNoListOfTags_isRefused() {
        for (String value : new String[] {"3", "\"3", "", "*, \"3\"", "\"3\" \"4\"", "w/\"3\""}) {
            refused(() -> IfMatch.of(call(value)), "REQUEST_MALFORMED");
        }
    }

    @Test
    void whereItIsRequired_leavingItOutIsRefused() {
        refused(() -> IfMatch.required(call(null)), "PRECONDITION_MISSING");
        refused(() -> IfMatch.required(call(" ")), "PRECONDITION_MISSING");
        assertThat(IfMatch.required(call("*")).holds(7)).isTrue();
    }

    private static void refused(Runnable read, String code) {
        assertThatThrownBy(read::run)
                .isInstanceOfSatisfying(
                        RefusedRequest.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static Call call(@Nullable String ifMatch) {
        return new Call(
                "POST",
                "/v1/things",
                "/v1/things",
                "somebody",
                Set.of(Roles.FINANCE),
                Trace.from(null),
                "key",
                ifMatch,
                false,
                Connection.of(RequestEvidence.none()),
                new DeviceHeaders(null, null, null));
    }
}
