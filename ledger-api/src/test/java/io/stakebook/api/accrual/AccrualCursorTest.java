package io.stakebook.api.accrual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.api.http.list.Listing;
import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.accrual.reward.RewardStream;
import io.stakebook.core.id.PositionId;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class AccrualCursorTest {

    private static final PositionId POSITION = PositionId.parse("pos_0192d0a1b2c37def8123456789abcdef");
    private static final PositionId ANOTHER = PositionId.parse("pos_0192d0a1b2c37def8123456789abcdee");

    private static Listing<AccrualLines.ByDay> accruals(PositionId position) {
        return AccrualJson.byDay("accruals", new AccrualLines.Query(null, null, position, null, null));
    }

    @Test
    void place_leadsBackToItself_andADayOutsideOfAnyCalendarIsRefused() {
        Listing<AccrualLines.ByDay> list = accruals(POSITION);
        AccrualLines.ByDay place = new AccrualLines.ByDay(LocalDate.of(2026, 11, 20), POSITION, RewardStream.BASE);
        String text = list.encode().apply(place);

        assertThat(list.decode().apply(text)).isEqualTo(place);
        String far = text.replace("2026-11-20", "+999999999-01-01");
        assertThatThrownBy(() -> list.decode().apply(far)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accrualsOfTwoPositions_andRewards_areListsOfDifferentNames() {
        AccrualLines.Query filters = new AccrualLines.Query(null, null, POSITION, null, null);

        assertThat(accruals(POSITION).name())
                .isNotEqualTo(accruals(ANOTHER).name())
                .isNotEqualTo(AccrualJson.byDay("rewards", filters).name());
    }
}
