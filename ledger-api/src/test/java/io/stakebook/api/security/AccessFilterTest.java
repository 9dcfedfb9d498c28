package io.stakebook.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessFilterTest {

    @Test
    void roleThatDoesNotOpenTheOperation_countsForNothing() {
        String[] usersOnly = {Roles.USER};
        String[] usersAndAuditors = {Roles.USER, Roles.AUDITOR};
        Set<String> held = Set.of(Roles.USER, Roles.AUDITOR, "staff-of-another-house");

        assertThat(AccessFilter.opened(usersOnly, held::contains)).containsExactly(Roles.USER);
        assertThat(AccessFilter.opened(usersAndAuditors, held::contains))
                .containsExactlyInAnyOrder(Roles.USER, Roles.AUDITOR);
        assertThat(AccessFilter.opened(new String[] {Roles.FINANCE}, held::contains))
                .isEmpty();
    }
}
