package io.stakebook.api.http.body;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.Unavailable;
import org.junit.jupiter.api.Test;

class UnfinishedBodiesTest {

    @Test
    void oneCaller_neverTakesAllPlaces() {
        UnfinishedBodies places = new UnfinishedBodies(3, 2);
        places.take("anna");
        places.take("anna");

        assertThatThrownBy(() -> places.take("anna"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("2 of them this caller's");
        assertThatCode(() -> places.take("bert")).doesNotThrowAnyException();
        assertThatThrownBy(() -> places.take("carl")).isInstanceOf(Unavailable.class);
    }

    @Test
    void placeThatIsLeft_isTakenByTheNext() {
        UnfinishedBodies places = new UnfinishedBodies(1, 1);
        places.take("anna");
        places.leave("anna");

        assertThatCode(() -> places.take("bert")).doesNotThrowAnyException();
    }
}
