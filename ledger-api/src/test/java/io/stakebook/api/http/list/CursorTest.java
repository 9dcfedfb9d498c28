package io.stakebook.api.http.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.error.Rejected;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Property
    void cursor_ofAPlace_leadsBackToIt(@ForAll long place) {
        String cursor = Cursor.encode("entries", Long.toString(place));

        assertThat(Cursor.decode("entries", cursor)).isEqualTo(Long.toString(place));
    }

    @Test
    void cursor_ofAnotherList_isRefused() {
        String cursor = Cursor.encode("postings of 1010.ETH.house", "7");

        assertThatThrownBy(() -> Cursor.decode("entries", cursor)).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "!!!", "ZW50cmllcw", "ZW50cmllcwo=="})
    void cursor_thatNobodyGave_isRefused(String cursor) {
        assertThatThrownBy(() ->
                        Listing.byNumber("entries").start(Query.of(Map.of("cursor", List.of(cursor)), "cursor")))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void cursor_madeWithOtherFilters_isRefused() {
        record Filters(String state) {}
        Listing<Long> open = Listing.byNumber("breaks").filtered(new Filters("open"));
        Listing<Long> resolved = Listing.byNumber("breaks").filtered(new Filters("resolved"));
        Query query = cursor(Cursor.encode(open.name(), "7"));

        assertThat(open.start(query)).contains(7L);
        assertThatThrownBy(() -> resolved.start(query)).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9223372036854775808", "-1", "+1", "", " 1", "9223372036854775807", "1e3", "\u0661"})
    void cursor_withAPlaceThatIsNoNumberOfTheList_isRefused(String place) {
        Query query = cursor(Cursor.encode("entries", place));

        assertThatThrownBy(() -> Listing.byNumber("entries").start(query)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> Listing.byLine("entries").start(query)).isInstanceOf(Rejected.class);
    }

    private static Query cursor(String cursor) {
        return Query.of(Map.of("cursor", List.of(cursor)), "cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "ten", "", "1.0", "00000000001"})
    void limit_outsideOneToTwoHundred_isRefused(String limit) {
        Query query = Query.of(Map.of("limit", List.of(limit)), "limit");

        assertThatThrownBy(query::limit).isInstanceOf(RefusedRequest.class);
    }

    @Test
    void parameter_thatIsUnknownOrRepeated_isRefused() {
        assertThatThrownBy(() -> Query.of(Map.of("limt", List.of("1")), "limit"))
                .isInstanceOf(RefusedRequest.class)
                .hasMessageContaining("limt");
        assertThatThrownBy(() -> Query.of(Map.of("limit", List.of("1", "2")), "limit"))
                .isInstanceOf(RefusedRequest.class);
    }
}
