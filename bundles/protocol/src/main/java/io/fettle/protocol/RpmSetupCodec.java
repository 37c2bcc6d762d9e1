package io.fettle.protocol;

import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import java.util.List;

/** JSON of how dnf is set up, within bounds. */
final class RpmSetupCodec {
    private RpmSetupCodec() {}

    static void write(JsonOut out, RpmSetup setup) {
        out.text("arch", setup.arch());
        out.list("repositories", setup.repositories(), RpmSetupCodec::writeRepository);
        out.texts("excludes", setup.excludes());
        out.texts("includes", setup.includes());
        out.texts("locks", setup.locks());
        out.texts("modules", setup.modules());
        out.flag("obsoletes", setup.obsoletes());
        if (!setup.locksKnown()) {
            out.flag("locksKnown", false);
        }
    }

    private static void writeRepository(JsonOut out, RpmRepository repository) {
        out.text("id", repository.id());
        out.texts("baseUrls", repository.baseUrls());
        out.text("mirrors", repository.mirrors());
        out.number("priority", repository.priority());
        out.flag("moduleHotfixes", repository.moduleHotfixes());
        out.flag("packagesSigned", repository.packagesSigned());
        out.flag("metadataSigned", repository.metadataSigned());
        out.texts("excludes", repository.excludes());
        out.texts("includes", repository.includes());
    }

    static RpmSetup read(JsonIn in) {
        String arch = null;
        List<RpmRepository> repositories = List.of();
        List<String> excludes = List.of();
        List<String> includes = List.of();
        List<String> locks = List.of();
        List<String> modules = List.of();
        boolean obsoletes = true;
        boolean locksKnown = true;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "arch" -> arch = in.text(PackageCodec.MAX_ARCH);
                case "repositories" -> repositories = in.list(RpmSetup.MAX_REPOSITORIES, RpmSetupCodec::readRepository);
                case "excludes" -> excludes = patterns(in);
                case "includes" -> includes = patterns(in);
                case "locks" -> locks = in.texts(RpmSetup.MAX_LOCKS, RpmSetup.MAX_PATTERN);
                case "locksKnown" -> locksKnown = in.flag();
                case "modules" -> modules = patterns(in);
                case "obsoletes" -> obsoletes = in.flag();
                default -> in.skip();
            }
        }
        return new RpmSetup(
                JsonIn.required(arch, "arch"), repositories, excludes, includes, locks, modules, obsoletes, locksKnown);
    }

    private static List<String> patterns(JsonIn in) {
        return in.texts(RpmSetup.MAX_PATTERNS, RpmSetup.MAX_PATTERN);
    }

    private static RpmRepository readRepository(JsonIn in) {
        String id = null;
        List<String> baseUrls = List.of();
        String mirrors = "";
        int priority = RpmRepository.USUAL_PRIORITY;
        boolean moduleHotfixes = false;
        boolean packagesSigned = false;
        boolean metadataSigned = false;
        List<String> excludes = List.of();
        List<String> includes = List.of();
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "id" -> id = in.text(RpmSetup.MAX_PATTERN);
                case "baseUrls" -> baseUrls = in.texts(RpmSetup.MAX_URIS, RpmSetup.MAX_URI);
                case "mirrors" -> mirrors = in.text(RpmSetup.MAX_URI);
                case "priority" -> priority = in.intNumber();
                case "moduleHotfixes" -> moduleHotfixes = in.flag();
                case "packagesSigned" -> packagesSigned = in.flag();
                case "metadataSigned" -> metadataSigned = in.flag();
                case "excludes" -> excludes = patterns(in);
                case "includes" -> includes = patterns(in);
                default -> in.skip();
            }
        }
        return new RpmRepository(
                JsonIn.required(id, "id"),
                baseUrls,
                mirrors,
                priority,
                moduleHotfixes,
                packagesSigned,
                metadataSigned,
                excludes,
                includes);
    }
}
