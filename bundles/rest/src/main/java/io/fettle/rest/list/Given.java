package io.fettle.rest.list;

import io.fettle.api.FettleException;
import io.fettle.rest.problem.RestError;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads single values of a request. Refusals name the field and what it may be, never what it was. */
public final class Given {
    private static final int MAX_TEXT = 200;
    private static final int MAX_DURATION = 32;

    private Given() {}

    /** Free text; empty counts as not given. */
    public static Optional<String> text(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        if (value.length() > MAX_TEXT || value.chars().anyMatch(Character::isISOControl)) {
            throw invalid(name, "text of at most " + MAX_TEXT + " characters");
        }
        return Optional.of(value);
    }

    public static <E extends Enum<E>> Optional<E> choice(Class<E> type, String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return Optional.of(constant);
            }
        }
        throw invalid(
                name, Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    public static boolean flag(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw invalid(name, "true or false");
    }

    public static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new FettleException(RestError.INVALID_REQUEST, "The field " + name + " is missing");
        }
        return value;
    }

    /** A list that may be left out; nothing in it may be null. */
    public static <T> List<T> list(String name, @Nullable List<T> values, int max) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > max || values.stream().anyMatch(Objects::isNull)) {
            throw invalid(name, "a list of at most " + max + " values");
        }
        return List.copyOf(values);
    }

    public static Duration duration(String name, @Nullable String value) {
        String text = required(name, value);
        try {
            if (text.length() <= MAX_DURATION) {
                return Duration.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw new FettleException(RestError.INVALID_REQUEST, durationWanted(name), e);
        }
        throw new FettleException(RestError.INVALID_REQUEST, durationWanted(name));
    }

    public static FettleException invalid(String name, String wanted) {
        return new FettleException(RestError.INVALID_REQUEST, name + " must be " + wanted);
    }

    private static String durationWanted(String name) {
        return name + " must be a duration such as PT1H or P7D";
    }
}
