package io.fettle.assessment.apt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The release form of a pin, which is also the form of {@code APT::Default-Release}: {@code *}, one word (a version
 * where it starts with a digit, else suite or codename), or {@code key=value} parts that must all match.
 */
record ReleaseMatch(List<Part> parts) implements PinMatch {
    private static final int MIN_PART = 3;

    static Optional<PinMatch> of(String expression) {
        if (expression.equals("*")) {
            return Optional.of(new ReleaseMatch(List.of()));
        }
        if (expression.isEmpty()) {
            return Optional.empty();
        }
        if (expression.indexOf('=') < 0) {
            return Character.isDigit(expression.charAt(0))
                    ? version(expression).map(ReleaseMatch::single)
                    : word(expression);
        }
        List<Part> parts = new ArrayList<>();
        for (String fragment : expression.split(",", -1)) {
            String text = fragment.strip();
            if (text.length() < MIN_PART || text.charAt(1) != '=') {
                continue;
            }
            Optional<Part> part = part(text.substring(0, 1).toLowerCase(Locale.ROOT), text.substring(2));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(new ReleaseMatch(parts));
    }

    private static PinMatch single(Part part) {
        return new ReleaseMatch(List.of(part));
    }

    private static Optional<PinMatch> word(String text) {
        return Expression.of(text)
                .map(release -> single(file -> matches(release, file.archive()) || matches(release, file.codename())));
    }

    private static Optional<Part> part(String key, String value) {
        return switch (key) {
            case "v" -> version(value);
            case "a" -> field(value, IndexFile::archive);
            case "n" -> field(value, IndexFile::codename);
            case "o" -> field(value, IndexFile::origin);
            case "l" -> field(value, IndexFile::label);
            case "c" -> field(value, IndexFile::component);
            case "b" -> field(value, IndexFile::arch);
            default -> Optional.of(file -> true);
        };
    }

    private static Optional<Part> version(String value) {
        return VersionText.of(value)
                .map(version -> file -> !file.version().isEmpty() && version.matches(file.version()));
    }

    private static Optional<Part> field(String value, Function<IndexFile, String> field) {
        return Expression.of(value).map(pattern -> file -> matches(pattern, field.apply(file)));
    }

    private static boolean matches(Expression pattern, String value) {
        return !value.isEmpty() && pattern.matches(value);
    }

    @Override
    public boolean takes(IndexFile file) {
        return parts.stream().allMatch(part -> part.matches(file));
    }

    /** One {@code key=value}. */
    @FunctionalInterface
    interface Part {
        boolean matches(IndexFile file);
    }
}
