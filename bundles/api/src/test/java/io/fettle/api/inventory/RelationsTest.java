package io.fettle.api.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.inventory.Relations.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelationsTest {
    private final Relations relations =
            Relations.of(Map.of(Kind.PROVIDES, "mta", Kind.PRE_DEPENDS, "dpkg (>= 1.19)", Kind.DEPENDS, "a,\n b"));

    @Test
    void eachKindIsRead() {
        assertThat(relations.words(Kind.PRE_DEPENDS)).isEqualTo("dpkg (>= 1.19)");
        assertThat(relations.words(Kind.DEPENDS)).isEqualTo("a,  b");
        assertThat(relations.words(Kind.PROVIDES)).isEqualTo("mta");
        assertThat(relations.words(Kind.BREAKS)).isEmpty();
    }

    @Test
    void itsTextIsReadAsTheSame() {
        assertThat(Relations.read(relations.text())).isEqualTo(relations);
        assertThat(Relations.read("")).isEqualTo(Relations.NONE).isNotEqualTo(Relations.UNKNOWN);
    }

    @Test
    void nothingSaidIsKnownToBeNothing() {
        assertThat(Relations.of(Map.of(Kind.DEPENDS, " \n"))).isEqualTo(Relations.NONE);
    }

    @Test
    void otherTextsAreRefused() {
        for (String text : List.of("a", "Da", "\n", "D\n", "Xa\n", "Da\nQb\n", "Da\nDb\n", "?\n")) {
            assertThatThrownBy(() -> Relations.read(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
