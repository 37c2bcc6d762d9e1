package io.fettle.rest.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagingTest {
    private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

    @Test
    void firstPageHasFiftyItems() {
        assertThat(new Paging(null, null).request()).isEqualTo(new PageRequest(0, 50));
    }

    @Test
    void nextKeepsFiltersAndEscapesThem() {
        Paging paging = new Paging("3", "4");
        ListView<Integer> view = paging.view(
                paging.cut(TEN), Link.to("/computers").with("text", "a&b=c d").with("office", null));
        assertThat(view.items()).containsExactly(4, 5, 6);
        assertThat(view.next()).isEqualTo("/api/v1/computers?text=a%26b%3Dc+d&limit=3&offset=7");
    }

    @Test
    void pagesTogetherAreTheListAndTheLastHasNoNext() {
        for (int limit = 1; limit <= 11; limit++) {
            int seen = 0;
            ListView<Integer> view;
            do {
                Paging paging = new Paging(Integer.toString(limit), Integer.toString(seen));
                view = paging.view(paging.cut(TEN), Link.to("/x"));
                assertThat(view.items()).isEqualTo(TEN.subList(seen, Math.min(10, seen + limit)));
                seen += view.items().size();
            } while (view.next() != null);
            assertThat(seen).isEqualTo(10);
        }
    }

    @Test
    void pagesBeyondTheEndAreEmpty() {
        Paging paging = new Paging("5", "999999999");
        assertThat(paging.view(paging.cut(TEN), Link.to("/x"))).isEqualTo(new ListView<>(List.of(), 10, null));
        assertThat(paging.view(new Page<>(List.of(), 10), Link.to("/x")).next()).isNull();
    }

    @Test
    void otherLimitsAndOffsetsAreRefused() {
        for (String wrong : List.of("", "0", "1001", "-1", "+1", "1.0", "0x1", "99999999999", "\u0661")) {
            assertThatThrownBy(() -> new Paging(wrong, null).request()).isInstanceOf(FettleException.class);
        }
        for (String wrong : List.of("", "-1", "1e3", "99999999999")) {
            assertThatThrownBy(() -> new Paging(null, wrong).request()).isInstanceOf(FettleException.class);
        }
    }
}
