package io.stakebook.launcher.token;

import java.util.Locale;

/** The roles of the API; the wire name is what stands in a token's {@code groups}. */
public enum Role {
    USER,
    FINANCE,
    COMPLIANCE_AUTHOR,
    COMPLIANCE_APPROVER,
    AUDITOR,
    OPERATOR;

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
