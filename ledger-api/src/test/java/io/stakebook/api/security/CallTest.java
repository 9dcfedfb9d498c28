package io.stakebook.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.http.problem.Trace;
import io.stakebook.api.security.evidence.Connection;
import io.stakebook.api.security.evidence.DeviceHeaders;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.id.CustomerId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallTest {

    @Test
    void dryRun_isNoPartOfWhatIsAskedFor() {
        assertThat(Call.meant(null)).isEmpty();
        assertThat(Call.meant("dryRun=true")).isEmpty();
        assertThat(Call.meant("dryRun=false&provider=a")).isEqualTo("provider=a");
        assertThat(Call.meant("provider=a&dryRun=true&tolerance=1")).isEqualTo("provider=a&tolerance=1");
        assertThat(Call.meant("note=dryRun=true")).isEqualTo("note=dryRun=true");
    }

    @Test
    void caller_isTheCustomer_onlyWhereNoRoleOfStaffOpensTheOperation() {
        String customer = "cust_019aa0000000700080000000000000a1";

        assertThat(call(customer, Roles.USER).self()).contains(CustomerId.parse(customer));
        assertThat(call(customer, Roles.USER, Roles.AUDITOR).self()).isEmpty();
        assertThat(call(customer, Roles.OPERATOR).self()).isEmpty();
        assertThat(call("somebody-else", Roles.USER).self()).isEmpty();
    }

    private static Call call(String subject, String... roles) {
        return new Call(
                "GET",
                "/v1/products",
                "/v1/products",
                subject,
                Set.of(roles),
                Trace.from(null),
                null,
                null,
                false,
                Connection.of(RequestEvidence.none()),
                new DeviceHeaders(null, null, null));
    }
}
