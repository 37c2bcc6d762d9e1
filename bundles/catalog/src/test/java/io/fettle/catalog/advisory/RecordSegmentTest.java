package io.fettle.catalog.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordSegmentTest {
    @Test
    void everyRecordIsFoundByKeyAndWordAmongMany() {
        RecordSegmentWriter writer = new RecordSegmentWriter();
        for (int i = 0; i < 1000; i++) {
            writer.put("key" + i, bytes("body" + i), List.of("odd" + i % 2, "tens" + i / 10));
        }
        RecordSegment segment = new RecordSegment(writer.write());
        assertThat(segment.rows()).isEqualTo(1000);
        for (int i = 0; i < 1000; i++) {
            int row = segment.rowOf("key" + i);
            assertThat(segment.key(row)).isEqualTo("key" + i);
            assertThat(segment.body(row)).isEqualTo(bytes("body" + i));
            assertThat(segment.rowsUnder("tens" + i / 10)).hasSize(10).contains(row);
        }
        assertThat(segment.rowsUnder("odd1")).hasSize(500).isSorted();
        assertThat(segment.rowOf("key")).isEqualTo(-1);
        assertThat(segment.rowsUnder("no such")).isEmpty();
    }

    @Test
    void nothingIsASegmentToo() {
        RecordSegment segment = new RecordSegment(new RecordSegmentWriter().write());
        assertThat(segment.rows()).isZero();
        assertThat(segment.rowOf("a")).isEqualTo(-1);
        assertThat(segment.rowsUnder("a")).isEmpty();
        assertThat(segment.count("a")).isZero();
    }

    @Test
    void orderOfArrivalDoesNotShow() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            order.add(i);
        }
        byte[] first = written(order);
        Collections.shuffle(order, new Random(7));
        assertThat(written(order)).isEqualTo(first);
    }

    @Test
    void wordsAndKeysAreListedAndCountedByTheirBeginning() {
        RecordSegmentWriter writer = new RecordSegmentWriter();
        writer.put("a\0é", bytes("1"), List.of("s\0x", "t\0z"));
        writer.put("a\0😀", bytes("2"), List.of("s\0y"));
        writer.put("b\0c", bytes("3"), List.of());
        RecordSegment segment = new RecordSegment(writer.write());
        List<String> found = new ArrayList<>();
        segment.words("s\0", found::add);
        assertThat(found).containsExactly("s\0x", "s\0y");
        assertThat(segment.count("a\0")).isEqualTo(2);
        assertThat(segment.count("b\0")).isEqualTo(1);
        assertThat(segment.count("c\0")).isZero();
    }

    @Test
    void bytesThatAreNoSegmentAreRefused() {
        byte[] whole = written(List.of(1, 2, 3));
        assertThatThrownBy(() -> new RecordSegment(Arrays.copyOf(whole, 40)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordSegment(new byte[100])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] written(List<Integer> numbers) {
        RecordSegmentWriter writer = new RecordSegmentWriter();
        numbers.forEach(i -> writer.put("k" + i, bytes("b" + i), List.of("w" + i % 3)));
        return writer.write();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
