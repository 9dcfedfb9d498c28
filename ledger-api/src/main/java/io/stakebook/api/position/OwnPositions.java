package io.stakebook.api.position;

import io.stakebook.api.security.Call;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Positions;

/** Finds a position for a caller: another's position is as unknown as one that does not exist. */
public final class OwnPositions {

    private OwnPositions() {}

    /** @throws NotFound {@code POSITION_UNKNOWN} */
    public static PositionView require(Positions positions, Call call, String positionId) {
        PositionId id = PositionId.parse(positionId);
        return positions
                .find(id)
                .filter(view -> call.sees(view.customer()))
                .orElseThrow(() -> new NotFound(ErrorCode.POSITION_UNKNOWN, "there is no position " + id));
    }
}
