package io.stakebook.api.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.ActivityGroup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExitOperationTest {

    @Test
    void everyExitOfThePolicy_givesTheOperationsThereAre_inTheirOrder() {
        List<String> exits = Stream.of(Activity.values())
                .filter(activity -> activity.group() == ActivityGroup.EXIT)
                .map(Activity::name)
                .toList();

        assertThat(ExitOperation.of(exits))
                .containsExactly("redeem", "requestWithdrawal", "listBalances", "listPostings");
    }

    @Test
    void orderOfTheActivities_doesNotMatter() {
        assertThat(ExitOperation.of(List.of("WITHDRAW_CRYPTO", "CLAIM_REWARD", "REDEEM")))
                .containsExactly("redeem", "requestWithdrawal");
    }

    @Test
    void underALegalHold_readingIsLeft() {
        assertThat(ExitOperation.of(List.of("EXPORT_STATEMENT"))).containsExactly("listBalances", "listPostings");
    }
}
