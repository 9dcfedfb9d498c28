package io.stakebook.api.submission;

import io.stakebook.policy.facts.Activity;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operations by which a customer leaves, in the order a refusal names them. The policy knows exits that no operation of
 * ours is: rewards are paid without being claimed, there is no fiat, and tokens are somebody else's to give.
 */
public enum ExitOperation {
    REDEEM("redeem", Activity.REDEEM),
    REQUEST_WITHDRAWAL("requestWithdrawal", Activity.WITHDRAW_CRYPTO),
    LIST_BALANCES("listBalances", Activity.EXPORT_STATEMENT),
    LIST_POSTINGS("listPostings", Activity.EXPORT_STATEMENT);

    /** As the contract names it. */
    private final String operationId;

    private final Activity activity;

    ExitOperation(String operationId, Activity activity) {
        this.operationId = operationId;
        this.activity = activity;
    }

    /** Those of the operations whose activity is open, by {@code operationId}. */
    public static List<String> of(List<String> openActivities) {
        return Stream.of(values())
                .filter(exit -> openActivities.contains(exit.activity.name()))
                .map(exit -> exit.operationId)
                .toList();
    }
}
