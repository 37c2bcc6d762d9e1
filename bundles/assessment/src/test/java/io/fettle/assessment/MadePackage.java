package io.fettle.assessment;

import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.Relations.Kind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A made-up package: what a stanza says of it. Growing; for one test. */
final class MadePackage {
    final String name;
    final String version;
    String arch = "amd64";
    String source;
    MultiArch multiArch = MultiArch.NO;
    int phased = 100;
    private final Map<Kind, String> words = new EnumMap<>(Kind.class);

    private MadePackage(String name, String version) {
        this.name = name;
        this.version = version;
        this.source = name;
    }

    static MadePackage of(String name, String version) {
        return new MadePackage(name, version);
    }

    MadePackage arch(String its) {
        arch = its;
        return this;
    }

    MadePackage source(String its) {
        source = its;
        return this;
    }

    MadePackage is(MultiArch its) {
        multiArch = its;
        return this;
    }

    MadePackage phased(int percentage) {
        phased = percentage;
        return this;
    }

    MadePackage says(Kind kind, String its) {
        words.merge(kind, its, (one, other) -> one + ", " + other);
        return this;
    }

    MadePackage depends(String its) {
        return says(Kind.DEPENDS, its);
    }

    MadePackage recommends(String its) {
        return says(Kind.RECOMMENDS, its);
    }

    MadePackage breaks(String its) {
        return says(Kind.BREAKS, its);
    }

    MadePackage conflicts(String its) {
        return says(Kind.CONFLICTS, its);
    }

    MadePackage provides(String its) {
        return says(Kind.PROVIDES, its);
    }

    Relations relations() {
        return Relations.of(words);
    }

    void stanza(StringBuilder out) {
        field(out, "Package", name);
        field(out, "Source", source.equals(name) ? "" : source);
        field(out, "Version", version);
        field(out, "Architecture", arch);
        field(
                out,
                "Multi-Arch",
                multiArch == MultiArch.NO ? "" : multiArch.name().toLowerCase(Locale.ROOT));
        words.forEach((kind, said) -> field(out, kind.field(), said));
        field(out, "Phased-Update-Percentage", phased == 100 ? "" : String.valueOf(phased));
        field(out, "Installed-Size", "10");
        field(out, "Maintainer", "Nobody <nobody@example.org>");
        field(out, "Description", "made up");
    }

    static void field(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            out.append(name).append(": ").append(value).append('\n');
        }
    }
}
