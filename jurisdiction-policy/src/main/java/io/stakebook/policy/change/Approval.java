package io.stakebook.policy.change;

import java.time.Instant;

/**
 * One person's yes to one content.
 *
 * @param contentHash the hash that was approved; worthless for any other
 */
public record Approval(String approver, String contentHash, Instant at) {}
