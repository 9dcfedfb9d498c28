package io.stakebook.core.proof.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.leaf.JournalEntryPosted;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivedFilesTest {

    @Test
    void everythingAnEntrysEventMaySay_isAColumnOfThePostings_andATagOfTheJournal() {
        Set<String> told = new TreeSet<>(JournalEntryPosted.REFERENCES);
        // Of a reservation, which moves nothing and is in neither.
        told.remove("expires_at");

        assertThat(names(Field.in(BundleFormat.NEWEST, PostingRow.COLUMNS))).containsAll(told);
        assertThat(names(Field.in(BundleFormat.NEWEST, JournalText.TAGS))).containsAll(told);
    }

    @Test
    void laterFormat_leavesTheColumnsOfAnEarlierOneWhereTheyAre() {
        assertOnlyAppended(PostingRow.COLUMNS);
        assertOnlyAppended(TrialBalanceRow.COLUMNS);
    }

    private static <R> void assertOnlyAppended(List<Field<R>> columns) {
        assertThat(names(columns)).doesNotHaveDuplicates();
        assertThat(columns).extracting(Field::since).isSorted();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 3, Long.MAX_VALUE})
    void format_thatIsNotKnown_isRefusedWithItsNumber(long number) {
        assertThatThrownBy(() -> BundleFormat.of(number))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("manifest format " + number + " is not one of 1 to 2");
    }

    @Test
    void tag_holdsNoComma_andIsLeftAloneOtherwise() {
        assertThat(JournalText.escaped("a, b")).isEqualTo("a%2C b");
        assertThat(JournalText.escaped("3.2% APR; [1] :x:")).isEqualTo("3.2% APR; [1] :x:");
        assertThat(JournalText.escaped("%2C %zz %")).isEqualTo("%252C %zz %");
    }

    @Property
    void tag_isHadBack_byPercentDecoding(@ForAll("texts") String text) {
        String escaped = JournalText.escaped(text);

        assertThat(escaped).doesNotContain(",");
        assertThat(Pattern.compile("%(2C|25)")
                        .matcher(escaped)
                        .replaceAll(found -> found.group(1).equals("25") ? "%" : ","))
                .isEqualTo(text);
        assertThat(Pattern.compile("%[0-9A-Fa-f]{2}").matcher(escaped).results())
                .allMatch(found -> Set.of("%2C", "%25").contains(found.group()));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("%25Ccf, a").ofMaxLength(12);
    }

    private static <R> List<String> names(List<Field<R>> fields) {
        return fields.stream().map(Field::name).toList();
    }
}
