package io.stakebook.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", " \"3\" ", "W/\"3\"", "\"2\", \"3\"", "\"a,b\" ,W/\"3\"", "*"})
    void tagIsNamed_weaklyToo_amongOthers_andByTheStar(String condition) {
        assertThat(EntityTags.noneMatchNames(condition, "\"3\"")).isTrue();
        assertThat(EntityTags.noneMatchNames(condition, "W/\"3\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "\"03\"", "\"\"", "3", "", "*, \"2\"", "\"3", "w/\"3\""})
    void otherTags_andWhatIsNone_nameNothing(String condition) {
        assertThat(EntityTags.noneMatchNames(condition, "\"3\"")).isFalse();
    }
}
