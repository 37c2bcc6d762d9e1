package io.fettle.testkit.store;

import io.fettle.api.Digest;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Makes rows with bytes in them comparable: a record's own equality compares arrays by identity. */
final class Rows {
    private Rows() {}

    /** The row's components in order, bytes by their digest. */
    static List<Object> plain(Record row) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(row);
                values.add(value instanceof byte[] bytes ? bytes.length + ":" + Digest.of(bytes) : value);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError("A record's accessor cannot be called", e);
            }
        }
        return values;
    }

    static List<List<Object>> plain(Collection<? extends Record> rows) {
        return rows.stream().map(Rows::plain).toList();
    }
}
