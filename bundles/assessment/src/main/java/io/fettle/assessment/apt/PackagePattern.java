package io.fettle.assessment.apt;

import java.util.Optional;

/**
 * One word of a pin's Package field: a name, glob or {@code /regex/}, with {@code src:} in front where it names source
 * packages, with {@code :arch} behind where it means others than the native architecture. Immutable.
 */
final class PackagePattern {
    private static final String SOURCE = "src:";

    private final boolean source;
    private final String name;
    private final Optional<Expression> expression;
    private final String arch;

    private PackagePattern(boolean source, String name, Optional<Expression> expression, String arch) {
        this.source = source;
        this.name = name;
        this.expression = expression;
        this.arch = arch;
    }

    /** Empty where its regular expression cannot be used. */
    static Optional<PackagePattern> of(String text) {
        boolean source = text.startsWith(SOURCE);
        String rest = source ? text.substring(SOURCE.length()) : text;
        int colon = rest.lastIndexOf(':');
        String name = colon < 0 ? rest : rest.substring(0, colon);
        String arch = colon < 0 ? "" : rest.substring(colon + 1);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!Expression.isPattern(name)) {
            return Optional.of(new PackagePattern(source, name, Optional.empty(), arch));
        }
        return Expression.of(name).map(pattern -> new PackagePattern(source, name, Optional.of(pattern), arch));
    }

    boolean takes(PackageKey key, OfferedVersion version) {
        return takesArch(key) && takesName(source ? version.sourceName() : key.name());
    }

    private boolean takesName(String candidate) {
        return expression.map(pattern -> pattern.matches(candidate)).orElseGet(() -> name.equals(candidate));
    }

    private boolean takesArch(PackageKey key) {
        return switch (arch) {
            case "", "native" -> key.isNative();
            case "any" -> true;
            default -> Expression.isPattern(arch) || arch.contains("any") ? wildcard(key) : arch.equals(key.arch());
        };
    }

    /** dpkg's wildcards, of which {@code linux-any} is the one that is met. */
    private boolean wildcard(PackageKey key) {
        return arch.equals("linux-any") || arch.equals("any-" + key.arch());
    }
}
