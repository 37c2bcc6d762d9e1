package io.fettle.assessment.dependency;

import io.fettle.version.DpkgVersionOrder;

/** Versions that a relation speaks of. @param operator empty for all versions; else as dpkg writes it */
record Range(String operator, String version) {
    static final Range ALL = new Range("", "");

    boolean isAll() {
        return operator.isEmpty();
    }

    boolean has(String other) {
        if (isAll()) {
            return true;
        }
        int order = DpkgVersionOrder.INSTANCE.compare(other, version);
        return switch (operator) {
            case "<<" -> order < 0;
            // The single ones are of old, and mean what they do not say.
            case "<=", "<" -> order <= 0;
            case "=" -> order == 0;
            case ">=", ">" -> order >= 0;
            case ">>" -> order > 0;
            default -> false;
        };
    }
}
