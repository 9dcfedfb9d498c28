package io.stakebook.policy.change;

import java.time.Instant;

/**
 * One person's yes to one content.
 *
 * @param contentHash the hash that was approved; worthless for any other
 * @param comment what the approver said, empty for nothing
 */
public record Approval(String approver, String contentHash, Instant at, String comment) {}
