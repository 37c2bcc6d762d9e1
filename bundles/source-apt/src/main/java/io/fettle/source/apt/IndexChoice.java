package io.fettle.source.apt;

import io.fettle.api.Reason;
import io.fettle.format.deb822.IndexEntry;
import io.fettle.format.deb822.ReleaseFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of a suite's indexes were asked for, and in which form they are fetched. */
final class IndexChoice {
    private static final List<String> ENDINGS = List.of(".xz", ".gz", "");
    private static final String ALL = "all";

    private final AptSettings settings;
    private final ReleaseFile release;

    IndexChoice(AptSettings settings, ReleaseFile release) {
        this.settings = settings;
        this.release = release;
    }

    List<WantedIndex> choose() throws RefusedException {
        List<WantedIndex> wanted = new ArrayList<>();
        if (settings.flat()) {
            find("", "", "Packages").ifPresent(wanted::add);
        } else {
            for (String component : settings.components()) {
                requireComponent(component);
                for (String arch : architectures()) {
                    find(component, arch, component + "/binary-" + arch + "/Packages")
                            .ifPresent(wanted::add);
                }
            }
        }
        if (wanted.isEmpty()) {
            throw new RefusedException(Reason.of(
                    "source.index.none",
                    "components",
                    String.join(" ", settings.components()),
                    "architectures",
                    String.join(" ", settings.architectures())));
        }
        return wanted;
    }

    /** Security suites say {@code updates/main} for what lies under {@code main}. */
    private void requireComponent(String component) throws RefusedException {
        List<String> offered = release.components();
        boolean known = offered.isEmpty() || offered.contains(component) || offered.contains("updates/" + component);
        if (!known) {
            throw new RefusedException(Reason.of(
                    "source.component.unknown", "component", component, "offered", String.join(" ", offered)));
        }
    }

    /**
     * Packages of all architectures are in every index, except where the archive has an index of its own for them and
     * says so. As with apt, that is the archive's to say, also where the index was asked for by name.
     */
    private List<String> architectures() {
        List<String> offered = release.architectures();
        if (offered.isEmpty()) {
            return settings.architectures();
        }
        List<String> architectures = new ArrayList<>(settings.architectures());
        architectures.remove(ALL);
        if (offered.contains(ALL)
                && !release.field("No-Support-for-Architecture-all").orElse("").contains("Packages")) {
            architectures.add(ALL);
        }
        return architectures;
    }

    private Optional<WantedIndex> find(String component, String arch, String path) {
        Map<String, IndexEntry> indexes = release.indexes();
        Optional<IndexEntry> plain = Optional.ofNullable(indexes.get(path));
        for (String ending : ENDINGS) {
            IndexEntry stored = indexes.get(path + ending);
            if (stored != null) {
                return Optional.of(new WantedIndex(component, arch, stored, plain));
            }
        }
        return Optional.empty();
    }
}
