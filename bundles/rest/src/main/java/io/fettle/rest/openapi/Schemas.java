package io.fettle.rest.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fettle.rest.route.Means;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Schemas of records, each described once under its own name. Not thread-safe. */
final class Schemas {
    private static final String REFERENCE = "$ref";
    private static final String TYPE = "type";
    private final Map<String, Object> named = new TreeMap<>();

    Map<String, Object> named() {
        return named;
    }

    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic);
        }
        if (type instanceof Class<?> plain) {
            return ofClass(plain);
        }
        throw new IllegalArgumentException("No schema for " + type);
    }

    private Map<String, Object> ofGeneric(ParameterizedType generic) {
        Class<?> raw = (Class<?>) generic.getRawType();
        Type[] arguments = generic.getActualTypeArguments();
        if (raw == List.class) {
            return Map.of(TYPE, "array", "items", of(arguments[0]));
        }
        if (raw == Map.class) {
            return Map.of(TYPE, "object", "additionalProperties", of(arguments[1]));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : raw.getRecordComponents()) {
            boolean items = component.getGenericType() instanceof ParameterizedType;
            properties.put(
                    component.getName(),
                    items ? Map.of(TYPE, "array", "items", of(arguments[0])) : of(component.getType()));
        }
        return Map.of(TYPE, "object", "properties", properties);
    }

    private Map<String, Object> ofClass(Class<?> plain) {
        if (plain.isRecord()) {
            if (!named.containsKey(plain.getSimpleName())) {
                named.put(plain.getSimpleName(), Map.of());
                named.put(plain.getSimpleName(), ofRecord(plain));
            }
            return Map.of(REFERENCE, "#/components/schemas/" + plain.getSimpleName());
        }
        if (plain.isEnum()) {
            return Map.of(
                    TYPE,
                    "string",
                    "enum",
                    Arrays.stream(plain.getEnumConstants())
                            .map(Object::toString)
                            .toList());
        }
        return ofSimple(plain);
    }

    private Map<String, Object> ofRecord(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            properties.put(renamed == null ? component.getName() : renamed.value(), described(component));
        }
        return Map.of(TYPE, "object", "properties", properties);
    }

    private Map<String, Object> described(RecordComponent component) {
        Map<String, Object> schema = of(component.getGenericType());
        Means means = component.getAnnotation(Means.class);
        if (means == null) {
            return schema;
        }
        // Beside a reference nothing else counts.
        Map<String, Object> described =
                new LinkedHashMap<>(schema.containsKey(REFERENCE) ? Map.of("allOf", List.of(schema)) : schema);
        described.put("description", means.value());
        return described;
    }

    private static Map<String, Object> ofSimple(Class<?> type) {
        if (type == Instant.class) {
            return Map.of(TYPE, "string", "format", "date-time");
        }
        if (type == LocalDate.class) {
            return Map.of(TYPE, "string", "format", "date");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of(TYPE, "boolean");
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return Map.of(TYPE, "integer");
        }
        if (type == double.class || type == Double.class) {
            return Map.of(TYPE, "number");
        }
        if (type == String.class) {
            return Map.of(TYPE, "string");
        }
        return Map.of(TYPE, "object");
    }
}
