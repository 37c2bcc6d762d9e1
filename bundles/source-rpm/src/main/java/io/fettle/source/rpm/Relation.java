package io.fettle.source.rpm;

import java.util.Optional;

/** An entry of what a package obsoletes, as text: {@code name}, or {@code name < epoch:version-release}. */
final class Relation {
    private Relation() {}

    /** Reads the attributes of the present element. Empty where they are out of form. */
    static Optional<String> text(Elements entry) {
        String name = entry.attribute("name");
        String operator =
                switch (entry.attribute("flags")) {
                    case "LT" -> " < ";
                    case "LE" -> " <= ";
                    case "EQ" -> " = ";
                    case "GE" -> " >= ";
                    case "GT" -> " > ";
                    default -> "";
                };
        if (!Forms.isName(name)) {
            return Optional.empty();
        }
        if (operator.isEmpty()) {
            return Optional.of(name);
        }
        String epoch = entry.attribute("epoch");
        String version = entry.attribute("ver");
        String release = entry.attribute("rel");
        boolean formed =
                Forms.isEpoch(epoch) && Forms.isVersion(version) && (release.isEmpty() || Forms.isVersion(release));
        String prefix = epoch.isEmpty() || Long.parseLong(formed ? epoch : "0") == 0 ? "" : epoch + ':';
        return formed
                ? Optional.of(name + operator + prefix + version + (release.isEmpty() ? "" : '-' + release))
                : Optional.empty();
    }
}
