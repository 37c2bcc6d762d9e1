package io.fettle.assessment;

import java.util.List;
import java.util.SplittableRandom;

/** A document in the form of the tracker's JSON, with all that it can say of a package, from a seed. */
final class SampleTracker {
    private static final int SOURCES = 260;
    private static final List<String> RELEASES = List.of("bullseye", "bookworm", "trixie", "sid");

    private final SplittableRandom random;

    SampleTracker(long seed) {
        random = new SplittableRandom(seed);
    }

    String json() {
        StringBuilder json = new StringBuilder("{");
        for (int source = 0; source < SOURCES; source++) {
            String name = source == 0 ? "linux" : "source-" + source;
            json.append(source == 0 ? "" : ",").append('"').append(name).append("\": {");
            flaws(source, json);
            json.append('}');
        }
        return json.append('}').toString();
    }

    private void flaws(int source, StringBuilder json) {
        // Some flaws are in several packages, which one file or another may call fixed.
        for (int flaw = 0; flaw < 1 + random.nextInt(6); flaw++) {
            String name = flaw == 0 && random.nextInt(3) == 0
                    ? "CVE-2026-" + (1000 + random.nextInt(40))
                    : "CVE-2025-" + (10_000 + source * 10 + flaw);
            json.append(flaw == 0 ? "" : ",").append('"').append(name).append("\": ");
            json.append(
                    "{\"description\": \"Something \\u00fcber \\\"x\\\".\", \"scope\": \"remote\", \"releases\": {");
            String separator = "";
            for (String release : RELEASES) {
                if (random.nextInt(6) > 0) {
                    json.append(separator)
                            .append('"')
                            .append(release)
                            .append("\": ")
                            .append(release(source == 0));
                    separator = ",";
                }
            }
            json.append("}}");
        }
        if (random.nextInt(5) == 0) {
            json.append(",\"TEMP-").append(1_000_000 + source).append("-ABCDEF\": {\"releases\": {\"bookworm\": ");
            json.append("{\"status\": \"open\", \"urgency\": \"low\"}}}");
        }
    }

    private String release(boolean kernel) {
        String more = ", \"repositories\": {\"x\": \"9:9-9\"}, \"urgency\": \"";
        return switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                "{\"status\": \"resolved\", \"fixed_version\": \"" + version(kernel) + '"' + more + "high\"}";
            case 3 -> "{\"status\": \"resolved\", \"fixed_version\": \"0\"" + more + "unimportant\"}";
            case 4 -> "{\"status\": \"open\"" + more + "medium**\"}";
            case 5 ->
                "{\"status\": \"open\"" + more + "low\", \"nodsa\": \"Minor issue\", \"nodsa_reason\": \""
                        + (random.nextBoolean() ? "postponed" : "ignored") + "\"}";
            case 6 -> "{\"status\": \"open\"" + more + "end-of-life\"}";
            default -> "{\"status\": \"undetermined\"" + more + "not yet assigned\"}";
        };
    }

    /** @param kernel whose upstream version has no plus, as the kernel's never has */
    private String version(boolean kernel) {
        String epoch = random.nextInt(5) == 0 ? random.nextInt(1, 3) + ":" : "";
        String upstream = random.nextInt(3) + "." + random.nextInt(12)
                + List.of("", "~rc1", "b", kernel ? "" : "+dfsg").get(random.nextInt(4));
        return epoch
                + upstream
                + '-'
                + random.nextInt(1, 12)
                + (random.nextBoolean() ? "" : "+deb12u" + random.nextInt(12));
    }
}
