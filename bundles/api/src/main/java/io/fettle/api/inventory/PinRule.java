package io.fettle.api.inventory;

import java.util.List;

/**
 * One stanza of apt_preferences(5), in the order in which apt reads them.
 *
 * @param packages the patterns of its Package field
 * @param kind {@code version}, {@code release} or {@code origin}
 * @param expression the rest of its Pin field
 */
public record PinRule(List<String> packages, String kind, String expression, int priority) {
    public PinRule {
        packages = List.copyOf(packages);
    }
}
