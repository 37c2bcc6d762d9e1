package io.fettle.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One step of a "why": a code with parameters, put into words only where people read it. Codes are dotted lower-case
 * words, for example {@code finding.held}; parameters are short facts, never sentences.
 */
public record Reason(String code, Map<String, String> parameters) {
    private static final int MAX_CODE = 100;
    private static final int MAX_PARAMETERS = 20;
    private static final int MAX_VALUE = 2000;

    public Reason {
        if (code.isEmpty() || code.length() > MAX_CODE) {
            throw new IllegalArgumentException("A reason needs a code of 1 to " + MAX_CODE + " characters");
        }
        if (parameters.size() > MAX_PARAMETERS) {
            throw new IllegalArgumentException("Reason " + code + " has over " + MAX_PARAMETERS + " parameters");
        }
        TreeMap<String, String> copy = new TreeMap<>();
        parameters.forEach((k, v) -> copy.put(k, v.length() > MAX_VALUE ? v.substring(0, MAX_VALUE) : v));
        parameters = Collections.unmodifiableMap(copy);
    }

    public static Reason of(String code) {
        return new Reason(code, Map.of());
    }

    public static Reason of(String code, String name, String value) {
        return new Reason(code, Map.of(name, value));
    }

    public static Reason of(String code, String name1, String value1, String name2, String value2) {
        return new Reason(code, Map.of(name1, value1, name2, value2));
    }
}
