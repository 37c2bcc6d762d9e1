package io.fettle.inventory;

import io.fettle.api.FettleException;
import io.fettle.api.inventory.InventoryError;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/** What an office may look like. */
final class OfficeRules {
    private static final int MAX_NAME = 100;
    private static final int MAX_NETWORKS = 50;
    private static final Pattern NETWORK = Pattern.compile("[0-9a-fA-F.:]{2,45}/([0-9]{1,3})");

    private OfficeRules() {}

    /** @throws FettleException INVALID_OFFICE, and why */
    static void check(String name, List<String> networks, String timeZone) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw invalid("An office needs a name of 1 to " + MAX_NAME + " printable characters");
        }
        if (networks.size() > MAX_NETWORKS) {
            throw invalid("An office has at most " + MAX_NETWORKS + " networks");
        }
        networks.forEach(OfficeRules::checkNetwork);
        try {
            ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw invalid("An office needs an IANA time zone such as Europe/Berlin");
        }
    }

    private static void checkNetwork(String network) {
        int slash = network.indexOf('/');
        boolean six = network.indexOf(':') >= 0;
        if (!NETWORK.matcher(network).matches()
                || Integer.parseInt(network.substring(slash + 1)) > (six ? 128 : 32)
                || (!six && !isIpv4(network.substring(0, slash)))) {
            throw invalid("A network is written like 10.1.0.0/16 or fd00:1::/32");
        }
    }

    private static boolean isIpv4(String address) {
        String[] parts = address.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static FettleException invalid(String message) {
        return new FettleException(InventoryError.INVALID_OFFICE, message);
    }
}
