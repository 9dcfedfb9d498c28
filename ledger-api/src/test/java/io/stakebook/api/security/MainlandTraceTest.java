package io.stakebook.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.api.background.Background;
import io.stakebook.api.http.problem.Trace;
import io.stakebook.api.security.evidence.Connection;
import io.stakebook.api.security.evidence.DeviceHeaders;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.presence.MainlandDays;
import io.stakebook.core.presence.MainlandWatch;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainlandTraceTest {

    private static final String CUSTOMER = "cust_019aa0000000700080000000000000a1";

    private final Unavailable standby = new Unavailable(ErrorCode.OVERLOADED, "the database did not answer a query");
    private final MainlandTrace trace =
            new MainlandTrace(new MainlandWatch(Background.broken(MainlandDays.class, standby), Clock.systemUTC()));

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void read_isAnswered_whenTheDayCannotBeKept(String method) {
        try (Background background = new Background(MainlandTrace.class)) {
            trace.filter(from("CN", method));
            trace.filter(from("CN", method));

            assertThat(background.records())
                    .filteredOn(line -> line.getLevel().intValue() >= Level.INFO.intValue())
                    .extracting(LogRecord::getMessage)
                    .containsExactly("event=mainland_not_kept reads=1 because: the database did not answer a query");
        }
    }

    @Test
    void write_isNotDecided_whenTheDayCannotBeKept() {
        assertThatThrownBy(() -> trace.filter(from("CN", "POST"))).isSameAs(standby);
    }

    @Test
    void customerElsewhere_leavesNoDay() {
        trace.filter(from("HK", "POST"));
    }

    @Test
    void customerWhoseAddressCannotBeRead_leavesNoDay_andIsToldOfOnceAMinute() {
        Connection unread = new Connection(RequestEvidence.none(), "'unknown' is no IPv4 or IPv6 address.");
        try (Background background = new Background(MainlandTrace.class)) {
            trace.filter(from(unread, "POST"));
            trace.filter(from(unread, "GET"));

            assertThat(background.records())
                    .extracting(LogRecord::getMessage)
                    .containsExactly("event=forwarded_address_unread calls=1");
        }
    }

    private static ContainerRequestContext from(String country, String method) {
        return from(Connection.of(RequestEvidence.ofConnection(country, null, "")), method);
    }

    private static ContainerRequestContext from(Connection connection, String method) {
        Call call = new Call(
                method,
                "/v1/positions",
                "/v1/positions",
                CUSTOMER,
                Set.of(Roles.USER),
                Trace.from(null),
                null,
                null,
                false,
                connection,
                new DeviceHeaders(null, null, null));
        return (ContainerRequestContext) Proxy.newProxyInstance(
                MainlandTraceTest.class.getClassLoader(),
                new Class<?>[] {ContainerRequestContext.class},
                (proxy, asked, arguments) -> call);
    }
}
