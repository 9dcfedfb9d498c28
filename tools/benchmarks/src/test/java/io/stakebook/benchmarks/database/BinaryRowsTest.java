package io.stakebook.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class BinaryRowsTest {

    @Test
    void numbers_areWrittenInBaseTenThousand() {
        assertThat(BinaryRows.numeric(0)).containsExactly(0, 0, -1, -1, 0, 0, 0, 0);
        assertThat(BinaryRows.numeric(7)).containsExactly(0, 1, 0, 0, 0, 0, 0, 0, 0, 7);
        assertThat(BinaryRows.numeric(1_0002_9999L)).containsExactly(0, 3, 0, 2, 0, 0, 0, 0, 0, 1, 0, 2, 0x27, 0x0F);
    }

    @Test
    void fields_areBigEndian() {
        assertThat(BinaryRows.int2(-2)).containsExactly(-1, -2);
        assertThat(BinaryRows.int8(258)).containsExactly(0, 0, 0, 0, 0, 0, 1, 2);
        assertThat(BinaryRows.bool(true)).containsExactly(1);
        assertThat(BinaryRows.uuid(new UUID(1, 2))).containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2);
    }
}
