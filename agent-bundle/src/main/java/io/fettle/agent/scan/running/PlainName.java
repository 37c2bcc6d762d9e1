package io.fettle.agent.scan.running;

import io.fettle.api.running.StaleService;

/** Makes a name fit for a report: printable ASCII, of bounded length, never empty. */
final class PlainName {
    private PlainName() {}

    static String of(String name) {
        StringBuilder plain = new StringBuilder();
        name.chars().limit(StaleService.MAX_NAME).forEach(c -> plain.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        return plain.toString().isBlank() ? "?" : plain.toString();
    }
}
