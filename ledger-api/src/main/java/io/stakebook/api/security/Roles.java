package io.stakebook.api.security;

import java.util.Set;

/** The roles of the platform, as they stand in a token's {@code groups} claim. */
public final class Roles {

    public static final String USER = "user";
    public static final String FINANCE = "finance";
    public static final String COMPLIANCE_AUTHOR = "compliance-author";
    public static final String COMPLIANCE_APPROVER = "compliance-approver";
    public static final String AUDITOR = "auditor";
    public static final String OPERATOR = "operator";

    /** Roles that see the rows of every customer, where an operation is open to them at all. */
    static final Set<String> STAFF = Set.of(FINANCE, COMPLIANCE_AUTHOR, COMPLIANCE_APPROVER, AUDITOR, OPERATOR);

    private Roles() {}
}
