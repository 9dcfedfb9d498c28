package io.stakebook.core.recent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecentlyUsedTest {

    @Test
    void entryUsedTheLongestAgo_makesRoomForANewOne() {
        Map<String, Integer> map = new RecentlyUsed<>(2);
        map.put("one", 1);
        map.put("two", 2);
        map.get("one");

        map.put("three", 3);

        assertThat(map).containsOnlyKeys("one", "three");
    }

    @Test
    void mapWithoutRoom_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecentlyUsed<>(0));
    }
}
