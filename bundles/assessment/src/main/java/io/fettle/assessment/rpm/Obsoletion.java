package io.fettle.assessment.rpm;

import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.version.RpmVersionOrder;

/**
 * An entry of what a package takes the place of: a name, and maybe an operator and a version. Where either version has no
 * release, releases don't count.
 *
 * @param operator empty for all versions
 */
record Obsoletion(String name, String operator, String version) {
    static Obsoletion of(String text) {
        String[] part = text.split(" ");
        return part.length == 3 ? new Obsoletion(part[0], part[1], part[2]) : new Obsoletion(text, "", "");
    }

    /** Whether the offered package takes the installed one's place. */
    static boolean between(AvailablePackage offer, SoftwareItem installed) {
        return !offer.name().equals(installed.name())
                && offer.obsoletes().stream().map(Obsoletion::of).anyMatch(entry -> entry.takes(installed));
    }

    private boolean takes(SoftwareItem item) {
        return name.equals(item.name()) && takes(item.version());
    }

    /** @param other of a package of its name */
    boolean takes(String other) {
        boolean releases = version.contains("-") && other.contains("-");
        int order = RpmVersionOrder.INSTANCE.compare(
                releases ? other : withoutRelease(other), releases ? version : withoutRelease(version));
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case "=" -> order == 0;
            case ">=" -> order >= 0;
            case ">" -> order > 0;
            default -> true;
        };
    }

    private static String withoutRelease(String version) {
        int dash = version.lastIndexOf('-');
        return dash < 0 ? version : version.substring(0, dash);
    }
}
