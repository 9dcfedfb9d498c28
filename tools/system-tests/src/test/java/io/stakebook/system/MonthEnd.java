package io.stakebook.system;

import static io.stakebook.launcher.token.Role.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** How a month of a book that others use too is closed: over what they left open, by two people. */
public final class MonthEnd {

    public static final String THIRD = "officer-finance-third";

    private MonthEnd() {}

    /** The body that closes a closing period; where items are open they are accepted by an officer who does nothing else. */
    public static Map<String, Object> body(Ledger ledger, String token, String period) {
        Answer checklist = ledger.api().get(token, period + "/checklist").expect(200);
        if (checklist.json().path("ready").booleanValue()) {
            return Map.of();
        }
        Answer refused = ledger.api().post(token, period + "/close?dryRun=true", Map.of());
        assertThat(refused.status() + " " + refused.code()).isEqualTo("409 PERIOD_NOT_READY");
        long open = 0;
        for (var check : checklist.json().path("checks")) {
            open += check.path("open").longValue();
            assertThat(check.path("items").size()).isEqualTo(check.path("open").intValue());
        }
        assertThat(refused.member("openItems")).isEqualTo(Long.toString(open));
        Answer override = ledger.api()
                .post(ledger.staff(FINANCE, THIRD), period + "/overrides", Map.of("reason", "other tests left it open"))
                .expect(201);
        return Map.of("overrideId", override.member("id"));
    }
}
