package io.fettle.source.rpm;

import io.fettle.api.Digest;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.format.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the packages of a primary.xml. Source packages are none that a computer installs. */
final class PrimaryReader {
    static final int MAX_PACKAGES = 1_000_000;
    private static final int MAX_OBSOLETES = 2_000;

    private final Elements elements;
    private final Modules modules;
    private final Consumer<OfferedPackage> found;
    private final String what;
    private long number;
    private long leftOut;

    private PrimaryReader(Elements elements, Modules modules, Consumer<OfferedPackage> found, String what) {
        this.elements = elements;
        this.modules = modules;
        this.found = found;
        this.what = what;
    }

    /** Returns how many packages were left out, because they can't be installed safely. */
    static long read(InputStream in, long maxBytes, Modules modules, Consumer<OfferedPackage> found, String what)
            throws IOException {
        Elements elements = Elements.open(in, maxBytes, "metadata", what);
        PrimaryReader reader = new PrimaryReader(elements, modules, found, what);
        reader.read();
        return reader.leftOut;
    }

    private void read() throws IOException {
        while (elements.next()) {
            if (!elements.name().equals("package")) {
                elements.skip();
                continue;
            }
            if (++number > MAX_PACKAGES) {
                throw new FormatException(what, "more than " + MAX_PACKAGES + " packages");
            }
            Draft draft = new Draft();
            fill(draft);
            draft.nevra().filter(nevra -> !nevra.isSource()).ifPresent(nevra -> found.accept(draft.offered(nevra)));
            leftOut += draft.nevra().isEmpty() ? 1 : 0;
        }
        elements.finish();
    }

    private void fill(Draft draft) throws IOException {
        while (elements.next()) {
            switch (elements.name()) {
                case "name" -> draft.name = elements.text();
                case "arch" -> draft.arch = elements.text();
                case "version" -> {
                    draft.epoch = elements.attribute("epoch");
                    draft.version = elements.attribute("ver");
                    draft.release = elements.attribute("rel");
                    elements.skip();
                }
                case "checksum" -> {
                    boolean sha256 = elements.attribute("type").equals("sha256");
                    String hex = elements.text();
                    draft.digest = sha256 ? hex : "";
                }
                case "size" -> {
                    draft.size = elements.attribute("package");
                    elements.skip();
                }
                case "location" -> {
                    draft.path = elements.hasBase() ? "" : elements.attribute("href");
                    elements.skip();
                }
                case "format" -> format(draft);
                default -> elements.skip();
            }
        }
    }

    private void format(Draft draft) throws IOException {
        while (elements.next()) {
            switch (elements.name()) {
                case "sourcerpm" -> draft.source = elements.text();
                case "obsoletes" -> obsoletes(draft);
                default -> elements.skip();
            }
        }
    }

    private void obsoletes(Draft draft) throws IOException {
        while (elements.next()) {
            Relation.text(elements).ifPresent(draft.obsoletes::add);
            elements.skip();
            if (draft.obsoletes.size() > MAX_OBSOLETES) {
                throw new FormatException(what, "a package obsoletes more than " + MAX_OBSOLETES + " others");
            }
        }
    }

    /** A package while its element is read. */
    private final class Draft {
        private final List<String> obsoletes = new ArrayList<>();
        private String name = "";
        private String arch = "";
        private String epoch = "";
        private String version = "";
        private String release = "";
        private String digest = "";
        private String size = "";
        private String path = "";
        private String source = "";

        /** Empty where any part of it is out of form. */
        Optional<Nevra> nevra() {
            boolean formed = Forms.isSha256(digest) && Forms.isNumber(size) && Forms.isPath(path);
            return formed ? Nevra.of(name, epoch, version, release, arch) : Optional.empty();
        }

        OfferedPackage offered(Nevra nevra) {
            SourceName from = SourceName.of(source, nevra);
            return new OfferedPackage(
                    name,
                    nevra.evr(),
                    arch,
                    from.name(),
                    from.version(),
                    MultiArch.NO,
                    path,
                    Long.parseLong(size),
                    new Digest(digest),
                    number,
                    modules.streamOf(nevra),
                    obsoletes);
        }
    }
}
