package io.fettle.assessment;

import static io.fettle.assessment.PlainTracker.FIX_MISSING;
import static io.fettle.assessment.PlainTracker.NO_FIX;

import io.fettle.assessment.PlainTracker.Installed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forms in which the tracker speaks of a package in bookworm, each once, with an installed package and what it comes to,
 * found out by a person. Shaped like the real ones; names and versions are made up.
 */
final class TrackerShapes {
    private static final String NOTHING = "";

    private static final String OPEN = "\"status\": \"open\", \"urgency\": ";
    private static final String UNDETERMINED = "\"status\": \"undetermined\", \"urgency\": \"not yet assigned\"";

    private final List<Shape> shapes = new ArrayList<>();

    /** @param tracked source package that the tracker speaks of */
    record Shape(String cve, String tracked, String release, Installed installed, String comesTo) {}

    TrackerShapes() {
        open();
        versions();
        rebuilt();
        boot();
    }

    List<Shape> all() {
        return shapes;
    }

    private void open() {
        plain(OPEN + "\"not yet assigned\"", NO_FIX);
        plain(OPEN + "\"high**\"", NO_FIX);
        plain(OPEN + "\"unimportant\"", NO_FIX);
        plain(OPEN + "\"end-of-life\"", NO_FIX);
        plain(OPEN + "\"low\", \"nodsa\": \"Minor issue\", \"nodsa_reason\": \"\"", NO_FIX);
        plain(OPEN + "\"low\", \"nodsa\": \"Minor issue\", \"nodsa_reason\": \"ignored\"", NO_FIX);
        plain(OPEN + "\"medium\", \"nodsa\": \"Next point release\", \"nodsa_reason\": \"postponed\"", NO_FIX);
        plain(OPEN + "\"low\", \"nodsa\": \"EOL in bookworm\", \"nodsa_reason\": \"\"", NO_FIX);
        plain(UNDETERMINED, NOTHING);
        plain(UNDETERMINED + ", \"nodsa\": \"Minor issue\", \"nodsa_reason\": \"\"", NOTHING);
        plain(fixedIn("0"), NOTHING);
        plain("\"status\": \"resolved\", \"fixed_version\": \"0\", \"urgency\": \"unimportant\"", NOTHING);
    }

    private void versions() {
        installed("1.2-3", "1.2-3+deb12u1", FIX_MISSING);
        installed("1.2-3+deb12u1", "1.2-3+deb12u1", NOTHING);
        installed("1.2-3+deb12u2", "1.2-3+deb12u1", NOTHING);
        installed("1.2-3+deb12u9", "1.2-3+deb12u10", FIX_MISSING);
        installed("1.2-3~deb12u1", "1.2-3", FIX_MISSING);
        installed("1.2-3~bpo12+1", "1.2-3", FIX_MISSING);
        installed("2.0~rc1-1", "2.0-1", FIX_MISSING);
        // Fixed in what bookworm will have one day.
        installed("1.2-3", "7.1-1", FIX_MISSING);
        installed("1:0.9-1", "2.0-1", NOTHING);
        installed("2.0-1", "1:0.9-1", FIX_MISSING);
        installed("2:1.0-1", "2:1.0-1+deb12u1", FIX_MISSING);
        installed("20230311", "20230311+deb12u1", FIX_MISSING);
        installed("20230311+deb12u1", "20230311+deb12u1", NOTHING);
        installed("1.0+dfsg-2", "1.0+dfsg1-1", FIX_MISSING);
        installed("1.0+really0.9-1", "1.0-1", NOTHING);
    }

    private void rebuilt() {
        // Rebuilt, which its source knows nothing of; a binary with a version of its own; a source by another name.
        from("1.2-3+b1", "%s (1.2-3)", "1.2-3+deb12u1", FIX_MISSING);
        from("1.2-3+deb12u1+b2", "%s (1.2-3+deb12u1)", "1.2-3+deb12u1", NOTHING);
        from("1:9.9-1", "%s (1.2-3)", "1.2-3+deb12u1", FIX_MISSING);
        from("0.1-1", "%s (1.2-3+deb12u1)", "1.2-3+deb12u1", NOTHING);
        from("1.2-3", "%s", "1.2-3+deb12u1", FIX_MISSING);
        from("1.2-3", "another-source", "1.2-3+deb12u1", NOTHING);
    }

    private void boot() {
        signed("linux", "linux-image-6.1.0-9-amd64", "6.1.90-1", "linux-signed-amd64 (6.1.90+1)", "6.1.99-1", true);
        signed("linux", "linux-image-6.1.0-9-amd64", "6.1.99-1", "linux-signed-amd64 (6.1.99+1)", "6.1.99-1", false);
        signed(
                "linux-6.12",
                "linux-image-6.12-arm64",
                "6.12.1-1",
                "linux-signed-6.12-arm64 (6.12.1+1)",
                "6.12.2-1",
                true);
        signed("grub2", "grub-efi-amd64-signed", "1+2.06-1", "", "2.06-3", true);
        signed("grub2", "grub-efi-amd64-signed", "1+2.06+3", "", "2.06-3", false);
        signed("shim", "shim-signed", "1.44~1+15.8-1", "shim-signed (1.44~1)", "15.8-2", true);
        signed("shim", "shim-helpers-amd64-signed", "1+15.8+2", "", "15.8-2", false);
        signed("linux", "linux-image-generic", "105+deb12u1", "linux-latest (105)", "6.1.99-1", false);
    }

    private void plain(String release, String comesTo) {
        add(name(), release, Installed.of(name(), "1.2-3", ""), comesTo);
    }

    private void installed(String version, String fixed, String comesTo) {
        add(name(), fixedIn(fixed), Installed.of(name(), version, ""), comesTo);
    }

    private void from(String version, String source, String fixed, String comesTo) {
        add(name(), fixedIn(fixed), Installed.of("lib" + name(), version, String.format(source, name())), comesTo);
    }

    private void signed(String tracked, String name, String version, String source, String fixed, boolean missing) {
        add(tracked, fixedIn(fixed), Installed.of(name, version, source), missing ? FIX_MISSING : NOTHING);
    }

    private String name() {
        return "shape-" + shapes.size();
    }

    private static String fixedIn(String version) {
        return "\"status\": \"resolved\", \"fixed_version\": \"" + version + "\", \"urgency\": \"medium\"";
    }

    private void add(String tracked, String release, Installed installed, String comesTo) {
        shapes.add(new Shape("CVE-2026-" + (2000 + shapes.size()), tracked, release, installed, comesTo));
    }

    String json() {
        Map<String, List<String>> flaws = new LinkedHashMap<>();
        for (Shape shape : shapes) {
            flaws.computeIfAbsent(shape.tracked(), t -> new ArrayList<>())
                    .add(
                            "\"" + shape.cve() + "\": {\"releases\": {\"bookworm\": {" + shape.release()
                                    + "}, \"sid\": {\"status\": \"resolved\", \"fixed_version\": \"9:9-9\", \"urgency\": \"low\"}}}");
        }
        List<String> sources = new ArrayList<>();
        flaws.forEach((name, all) -> sources.add("\"" + name + "\": {" + String.join(",", all) + "}"));
        return "{" + String.join(",\n", sources) + "}";
    }
}
